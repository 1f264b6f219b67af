import { randomInt } from 'node:crypto'

// Short words that are told apart by ear, and by eye: none is read as another.
const codeWords =
  'acorn amber anchor apple arrow badge bagel baker balloon bamboo banana basket beach bean bear bell berry bird biscuit blanket boat bottle bread breeze brick bridge broom brush bucket butter button cabin cactus camel candle canoe carpet carrot castle cedar chair chalk cheese cherry circle cliff clock cloud clover coast cocoa comet cookie coral corner cotton crane crayon cricket crown daisy desert dolphin donkey dragon drum eagle earth engine feather fern fiddle field fig finch flag flame flute forest fossil fountain fox garden garlic ginger giraffe glacier glove goose grape grass guitar hammer harbor hazel hedge helmet heron hill honey island ivory jacket jelly jungle kayak kettle kitten koala ladder lagoon lake lamp lantern lemon lily linen lion lizard lobster lotus magnet mango maple marble meadow melon mint mirror monkey moon moose mosaic mountain muffin napkin needle nest nickel noodle oak ocean olive onion orange orchid otter owl oyster paddle palm panda paper parrot peach peanut pearl pebble pelican pencil penguin pepper piano pillow pine planet plum pocket polar pond poppy potato prairie puffin pumpkin puzzle quartz rabbit radish raisin raven ribbon river robin rocket rose rowboat saddle salmon sandal satin scarf seal shell shovel silver sketch snow spinach sponge spoon spring squash squirrel stone straw summer sunset swan table teapot thunder tiger toast tomato trail trumpet tulip tunnel turtle umbrella valley velvet violin walnut walrus water whale wheat willow window winter wolf yogurt zebra'.split(
    ' ',
  )

/**
 * A code such as `fig-427`: a word, and a number of three digits. There are more than 200,000; at the 60 wrong
 * tries a minute that the board looks at, somebody who guesses for two hours finds it once in 30 times.
 */
export const makeCode = (): string =>
  `${codeWords[randomInt(codeWords.length)]}-${randomInt(100, 1000)}`

/** How a code is compared: as it was typed, in any case, with a space or nothing for the hyphen. */
export const codeKey = (code: string): string => code.toLowerCase().replace(/[^a-z0-9]/g, '')
