import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import {
  addressesOfPort,
  listenersOn,
  readLsof,
  readNetstat,
  readProcNetTcp,
} from '../../src/process/listening.ts'
import { findRunning, reachableAt } from '../../src/process/running.ts'

describe('who listens is read from what the system says', () => {
  const row = (address: string, state: string, inode: number) =>
    `   0: ${address} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0000000000000000 100 0 0 10 0`
  const table = (...rows: readonly string[]) =>
    ['  sl  local_address rem_address   st tx_queue rx_queue', ...rows, ''].join('\n')

  test.each([
    ['0100007F:1F90', '127.0.0.1', 8080],
    ['00000000:0050', '0.0.0.0', 80],
    ['0B01A8C0:FFFF', '192.168.1.11', 65535],
    ['00000000000000000000000001000000:1F90', '::1', 8080],
    ['00000000000000000000000000000000:0BB8', '::', 3000],
    ['0000000000000000FFFF00000100007F:0BB8', '127.0.0.1', 3000],
    ['B80D0120000000000000000001000000:0BB8', '2001:db8::1', 3000],
  ])('/proc/net/tcp: %s is %s', (hex, host, port) => {
    expect(readProcNetTcp(table(row(hex, '0A', 77)))).toEqual([{ host, port, inode: '77' }])
  })

  test('/proc/net/tcp: connections are left out', () => {
    const text = table(row('0100007F:1F90', '0A', 1), row('0100007F:1F90', '01', 2))
    expect(readProcNetTcp(text).map(({ inode }) => inode)).toEqual(['1'])
  })

  test('lsof: processes with their sockets, of both families', () => {
    const text =
      'p71\nf12\ntIPv4\nn127.0.0.1:8000\nf13\ntIPv6\nn[::1]:8000\np72\nf3\ntIPv6\nn*:3000\nf4\ntIPv4\nn*:3001\n'
    expect(readLsof(text)).toEqual([
      { host: '127.0.0.1', port: 8000, pid: 71 },
      { host: '::1', port: 8000, pid: 71 },
      { host: '::', port: 3000, pid: 72 },
      { host: '0.0.0.0', port: 3001, pid: 72 },
    ])
  })

  test('netstat: in whatever language, connections and UDP left out', () => {
    const text = [
      '  Proto  Lokale Adresse         Remoteadresse          Status           PID',
      '  TCP    0.0.0.0:135            0.0.0.0:0              ABHÖREN         892',
      '  TCP    127.0.0.1:8000         127.0.0.1:50112        HERGESTELLT     4711',
      '  TCP    [::1]:5173             [::]:0                 ABHÖREN         4711',
      '  TCP    [fe80::1%12]:80        [::]:0                 ABHÖREN         4',
      '  UDP    0.0.0.0:5353           *:*                                    1234',
    ].join('\r\n')
    expect(readNetstat(text)).toEqual([
      { host: '0.0.0.0', port: 135, pid: 892 },
      { host: '::1', port: 5173, pid: 4711 },
      { host: 'fe80::1', port: 80, pid: 4 },
    ])
  })
})

describe('what to connect to', () => {
  test.each([
    [['127.0.0.1'], 'localhost', '127.0.0.1'],
    [['0.0.0.0'], 'localhost', '127.0.0.1'],
    [['::1'], 'localhost', '::1'],
    [['::1', '127.0.0.1'], 'localhost', '127.0.0.1'],
    [['::'], 'localhost', 'localhost'],
    [['::'], '127.0.0.1', '127.0.0.1'],
    [['127.0.0.5'], 'localhost', '127.0.0.5'],
    [['127.0.0.5'], '127.0.0.1', undefined],
    [['::1'], '127.0.0.1', undefined],
    [['127.0.0.1'], '::1', undefined],
    [['192.168.1.11'], 'localhost', undefined],
    [[], 'localhost', undefined],
  ] as const)('listening on %j, asked for %s: %s', (hosts, host, wanted) => {
    const addresses = hosts.map((each) => ({ host: each, port: 80 }))
    expect(reachableAt(addresses, host)).toBe(wanted)
  })
})

describe('on this machine', () => {
  let server: Server | undefined
  afterEach(() => void server?.close())

  test('a server is found with its address and process, and is not visited', async () => {
    let visits = 0
    const port = await new Promise<number>((resolve) => {
      server = createServer(() => {
        visits += 1
      }).listen(0, '127.0.0.1', () => {
        const address = server?.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      })
    })
    expect(await addressesOfPort(port)).toMatchObject([{ host: '127.0.0.1', port }])
    expect(await listenersOn(port)).toEqual([{ host: '127.0.0.1', port, pid: process.pid }])
    expect(await findRunning({ host: 'localhost', port })).toEqual({ host: '127.0.0.1', port })
    await new Promise((resolve) => server?.getConnections(resolve))
    expect(visits).toBe(0)
  })
})
