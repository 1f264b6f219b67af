import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The file in a learner's folder that says which class it has joined. */
export const classFile = 'class.json'

/** Whether a folder has joined a class. */
export const isInClass = (folder: string): boolean => existsSync(join(folder, classFile))
