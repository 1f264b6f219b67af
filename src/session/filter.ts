import { fits } from '../http/filter.ts'
import type { Exchange } from '../wire/exchange.ts'

/** Whether an exchange is what somebody looks for. */
export function fitsFilter({ request, response }: Exchange, filter: string): boolean {
  const asked = request?.startLine?.type === 'request-line' ? request.startLine : undefined
  const said = response?.startLine?.type === 'status-line' ? response.startLine : undefined
  return fits({ method: asked?.method, target: asked?.target, status: said?.status }, filter)
}
