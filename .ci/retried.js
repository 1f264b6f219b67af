/**
 * Tells which tests passed only when they were run again, and what failed the first time: each is a race to be
 * found, though it refuses nothing.
 */
export default class Retried {
  #tests = []

  onTestCaseResult(test) {
    if (test.diagnostic()?.flaky) this.#tests.push(test)
  }

  onTestRunEnd() {
    for (const test of this.#tests) {
      const [error] = test.result().errors ?? []
      console.log(`passed only the second time: ${test.module.relativeModuleId} > ${test.fullName}`)
      console.log(`  ${(error?.message ?? '').split('\n').slice(0, 20).join('\n  ')}`)
    }
    if (this.#tests.length > 0) console.log(`${this.#tests.length} passed only the second time`)
  }
}
