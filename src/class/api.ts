import * as v from 'valibot'

// What a student's course and the teacher's board say to one another, over plain HTTP:
//
//   POST /class/join     JoinRequest → JoinResponse
//   POST /class/report   Report → NewsResponse
//   GET  /class/wait?seq=…&tag=…   NewsResponse, as soon as there is news, or after waitMs
//   POST /class/show     ShowRequest → 204
//   POST /class/leave    204
//
// All but `join` carry `Authorization: Bearer TOKEN`. Whatever else is answered is a Refusal.

export const paths = {
  join: '/class/join',
  report: '/class/report',
  wait: '/class/wait',
  show: '/class/show',
  leave: '/class/leave',
} as const

/** The port of a board that was given none. */
export const usualPort = 9100

/** So long a student's course is kept waiting for news: this is its heartbeat. */
export const waitMs = 20_000

/** Bytes of a request's body at most; what a student shows may be longer. */
export const maxBodyBytes = 4 * 1024
export const maxShownBytes = 64 * 1024

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
const secret = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22,64}$/))

/** The student's course has made its id and token: asked again after a broken connection, it is the same student. */
const joinRequest = v.strictObject({
  code: v.pipe(v.string(), v.maxLength(64)),
  name,
  id: secret,
  token: secret,
  /** Somebody in the class has this name; the person knows, and keeps it. */
  keepsName: v.optional(v.literal(true)),
  /** The course asks by itself, since the board does not know it any more. */
  again: v.optional(v.literal(true)),
})
export type JoinRequest = v.InferOutput<typeof joinRequest>

const joinResponse = v.object({
  /** Which board it is, whatever its address. */
  board: v.string(),
  /** What the teacher's machine is called in its network. */
  host: v.string(),
  name,
})
export type JoinResponse = v.InferOutput<typeof joinResponse>

/** What the teacher has to say to one student. */
const news = v.object({
  /** The place of the raised hand, from 1. */
  place: v.optional(v.number()),
  /** The hand that the teacher has answered: the student's own time of raising it. */
  answeredMs: v.optional(v.number()),
  /** The number of the stage that is suggested. */
  offer: v.optional(v.number()),
  lookUp: v.optional(v.literal(true)),
})
export type News = v.InferOutput<typeof news>

const newsResponse = v.object({
  news,
  /** Names these news: who sends it waits for others. */
  tag: v.string(),
  /** The number of the newest report that the board has; 0 where it has none. */
  seq: v.number(),
})
export type NewsResponse = v.InferOutput<typeof newsResponse>

const showRequest = v.strictObject({
  seq: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER)),
  file: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  text: v.string(),
})
export type ShowRequest = v.InferOutput<typeof showRequest>

/** Why a request is refused. `retryMs`: when it may be asked again. */
const refusal = v.object({
  refused: v.picklist([
    'unreadable',
    'too-large',
    'code',
    'too-often',
    'closed',
    'full',
    'name-taken',
    'unknown',
    'removed',
    'foreign',
  ]),
})
export type Refusal = v.InferOutput<typeof refusal>['refused']

const parser =
  <T>(schema: v.GenericSchema<unknown, T>) =>
  (value: unknown): T | undefined => {
    const parsed = v.safeParse(schema, value)
    return parsed.success ? parsed.output : undefined
  }

export const parseJoinRequest = parser<JoinRequest>(joinRequest)
export const parseJoinResponse = parser<JoinResponse>(joinResponse)
export const parseNewsResponse = parser<NewsResponse>(newsResponse)
export const parseShowRequest = parser<ShowRequest>(showRequest)
export const parseRefusal = (value: unknown): Refusal | undefined => parser(refusal)(value)?.refused
