import process from 'node:process'

/** Says what goes on until it is over, with the seconds that it has taken where that can be redrawn. */
export async function during(what, work) {
  const begun = Date.now()
  const tell = () => process.stderr.write(`\r${what} ${Math.round((Date.now() - begun) / 1000)} s `)
  const timer = process.stderr.isTTY ? setInterval(tell, 1000) : undefined
  if (timer === undefined) console.error(what)
  else tell()
  const result = await work
  clearInterval(timer)
  if (timer !== undefined) process.stderr.write('\r\x1b[K')
  return result
}
