/** A label of code, read out. */
export const noteOn = (part: string, words: string) => `Note on ${part}: ${words}`

/** Where a screen stands. */
export const stageOf = (number: number, stages: number) => `Stage ${number} of ${stages}`

/** Before a choice of a question, when it was chosen. */
export const right = 'Right:'
export const wrong = 'Not quite:'
