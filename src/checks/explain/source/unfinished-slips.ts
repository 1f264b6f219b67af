import {
  alwaysTrue,
  endsAtEnd,
  folderTooLate,
  foodTwice,
  lengthOfObject,
  noServer,
  outsideClass,
  staticMethod,
  superNamed,
  versionElsewhere,
  versionNotHttp,
} from './class-slips.ts'
import {
  endBeforeFile,
  errorUnanswered,
  exceptUnanswered,
  foundWithoutFile,
  opensToWrite,
  pipeTurnedRound,
  samePiece,
  wordsMissing,
} from './file-slips.ts'
import { onlyFirstPiece, sendsInLoop } from './received-slips.ts'
import { writesAfterEnd } from './response-slips.ts'
import type { SlipRule } from './slip.ts'
import {
  emptyResponse,
  headNotSent,
  madeTooEarly,
  neverGivenValue,
  pageNotSent,
} from './unsent-slips.ts'

/**
 * Steps of a stage's task that are half done, or in another place than where they count. The more specific
 * come first, whatever part of the task they belong to.
 */
export const unfinishedSlips: readonly SlipRule[] = [
  emptyResponse,
  writesAfterEnd,
  headNotSent,
  madeTooEarly,
  pageNotSent,
  endBeforeFile,
  wordsMissing,
  noServer,
  versionNotHttp,
  versionElsewhere,
  folderTooLate,
  outsideClass,
  superNamed,
  sendsInLoop,
  errorUnanswered,
  exceptUnanswered,
  pipeTurnedRound,
  opensToWrite,
  onlyFirstPiece,
  endsAtEnd,
  neverGivenValue,
  foodTwice,
  foundWithoutFile,
  samePiece,
  staticMethod,
  alwaysTrue,
  lengthOfObject,
]
