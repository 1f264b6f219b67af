import type { ExchangeLine } from '../../protocol.ts'

/** Who sent it asked for something: a server may also send what nobody asked for. */
export const isAsked = ({ requestBytes }: ExchangeLine): boolean => requestBytes > 0

/** The latest that a person asked for, else the latest. */
export const latestAsked = (exchanges: readonly ExchangeLine[]): ExchangeLine | undefined =>
  exchanges.findLast((one) => isAsked(one) && !one.isByItself) ?? exchanges.at(-1)
