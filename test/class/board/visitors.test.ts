import { expect, test } from 'vitest'
import { followVisitors } from '../../../src/class/board/visitors.ts'
import { openBoard } from './open-board.ts'

test('the names of students by their address, for who has the secret on this machine', async ({
  onTestFinished,
}) => {
  const tested = await openBoard()
  onTestFinished(tested.close)
  await tested.join('Kim')
  const { port } = tested.server
  const { address } = tested.board.identity.secrets
  const told: (readonly [string, string])[][] = []
  const follow = (secret: string) =>
    onTestFinished(
      followVisitors(
        (names) => told.push([...names]),
        () => `${port} ${secret}`,
      ),
    )
  follow('wrong')
  follow(address)
  await expect.poll(() => told).toEqual([[['127.0.0.1', 'Kim']]])
})

test('no board: nothing is told, and nothing fails', async ({ onTestFinished }) => {
  let looked = 0
  onTestFinished(
    followVisitors(
      () => {
        throw new Error('nobody is known')
      },
      () => {
        looked += 1
        return undefined
      },
    ),
  )
  await expect.poll(() => looked).toBeGreaterThan(0)
})
