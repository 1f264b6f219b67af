import { typed } from '../typed.ts'
import type { Said } from './errors.ts'

export const notAJournal = (path: string): Said => ({
  said: `${path} is no file of a class, or it is damaged.`,
  next: 'Name another file with --journal, or delete that one.',
})

export const boardRuns = (port: number): Said => ({
  said: `Port ${port} is in use, perhaps by a board that runs already.`,
  next: `Use that one, or choose another port: ${typed('board', '--port', String(port + 1))}`,
})

export const badBoardAddress = (given: string): Said => ({
  said: `"${given}" is not the address of a board.`,
  next: 'Type it as your teacher shows it, such as 192.168.1.5:9100.',
})

export const boardUnreachable = (address: string, reason: string): Said => ({
  said: `No board answers at ${address} (${reason}).`,
  next: 'Check the address, and that both machines are in the same network.',
})

export const wrongCode = (code: string): Said => ({
  said: `"${code}" is not the code of this class.`,
  next: 'Type the code that your teacher shows now.',
})

export const tooManyCodes = (): Said => ({
  said: 'Too many wrong codes were tried. The board takes none for a moment.',
  next: 'Wait a minute, then run the same command again.',
})

export const classClosed = (): Said => ({
  said: 'Nobody else can join this class now.',
  next: 'Ask your teacher to let others join.',
})

export const classFull = (): Said => ({
  said: 'This class is full.',
  next: 'Ask your teacher to remove rows that nobody uses.',
})

export const nameTaken = (name: string): Said => ({
  said: `Somebody in this class is called ${name} already.`,
  next: 'Give another name with --name.',
})

export const boardRefuses = (): Said => ({
  said: 'The board did not understand this course. One of the two may be of another version.',
  next: 'Ask your teacher which version of the course the class uses.',
})

export const badStudentName = (given: string): Said => ({
  said: `"${given}" can't be a name.`,
  next: 'Give a name of 1 to 40 characters with --name.',
})

export const badClassFile = (path: string): Said => ({
  said: `${path} can't be read as the class that this folder has joined.`,
  next: 'Delete that file, and join the class again.',
})

export const noStudentFolders = (folder: string): Said => ({
  said: `${folder} is not a folder that can be read.`,
  next: 'Name a folder that holds a folder for each student.',
})

export const nameNeeded = (): Said => ({
  said: 'Nobody can be asked for a name here.',
  next: 'Give your name in the class with --name.',
})
