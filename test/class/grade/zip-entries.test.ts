import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { NoZip, zipEntries } from '../../../src/class/grade/zip-entries.ts'

function entriesOf(bytes: Uint8Array) {
  const place = mkdtempSync(join(tmpdir(), 'zip-entries-'))
  const path = join(place, 'a.zip')
  writeFileSync(path, bytes)
  const file = openSync(path, 'r')
  try {
    return [...zipEntries(file, bytes.length)].map(({ read, ...about }) => ({
      ...about,
      text: read().toString(),
    }))
  } finally {
    closeSync(file)
    rmSync(place, { recursive: true })
  }
}

const zip = Buffer.from(zipSync({ 'a.txt': strToU8('one'), 김: strToU8('two') }, { level: 0 }))
const listAt = (of: Buffer) => of.indexOf('PK\x01\x02', 0, 'latin1')
const endAt = (of: Buffer) => of.lastIndexOf('PK\x05\x06', undefined, 'latin1')
const names = (bytes: Uint8Array) => entriesOf(bytes).map(({ name }) => name)
const u64 = (value: number) => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}

test('files with their names, sizes and bytes', () => {
  expect(entriesOf(zip)).toEqual([
    { name: 'a.txt', compression: 0, isEncrypted: false, packedBytes: 3, bytes: 3, text: 'one' },
    expect.objectContaining({ name: '김', text: 'two' }),
  ])
})

test('a comment behind it, and something before it, are no trouble', () => {
  const commented = Buffer.concat([zip, Buffer.from('hello')])
  commented.writeUInt16LE(5, endAt(commented) + 20)
  expect(names(commented)).toEqual(['a.txt', '김'])
  expect(entriesOf(Buffer.concat([Buffer.from('#!/bin/sh\n'), zip]))[0]?.text).toBe('one')
})

test('a large one has its numbers elsewhere, with 64 bits', () => {
  const one = Buffer.from(zipSync({ 'a.txt': strToU8('one') }, { level: 0 }))
  const list = Buffer.concat([
    one.subarray(listAt(one), endAt(one)),
    Buffer.from([1, 0, 24, 0]),
    ...[3, 3, 0].map(u64),
  ])
  for (const at of [20, 24, 42]) list.writeUInt32LE(0xffffffff, at)
  list.writeUInt16LE(28, 30)
  const largeEnd = Buffer.concat([Buffer.from('PK\x06\x06', 'latin1'), Buffer.alloc(52)])
  largeEnd.writeBigUInt64LE(BigInt(list.length), 40)
  largeEnd.writeBigUInt64LE(BigInt(listAt(one)), 48)
  const place = Buffer.concat([
    Buffer.from('PK\x06\x07\0\0\0\0', 'latin1'),
    u64(listAt(one) + list.length),
    Buffer.alloc(4),
  ])
  const end = Buffer.from(one.subarray(endAt(one)))
  end.fill(0xff, 8, 20)
  expect(
    entriesOf(Buffer.concat([one.subarray(0, listAt(one)), list, largeEnd, place, end])),
  ).toMatchObject([{ name: 'a.txt', packedBytes: 3, bytes: 3, text: 'one' }])
})

test('a file with a password is known', () => {
  const locked = Buffer.from(zip)
  locked.writeUInt16LE(locked.readUInt16LE(listAt(zip) + 8) | 1, listAt(zip) + 8)
  expect(entriesOf(locked)[0]).toMatchObject({ isEncrypted: true })
})

test('a list that can’t be right is refused', () => {
  // Many files that are all the same bytes.
  const first = zip.subarray(listAt(zip), zip.indexOf('PK\x01\x02', listAt(zip) + 4, 'latin1'))
  const many = Buffer.concat(Array.from({ length: 200 }, () => first))
  const end = Buffer.from(zip.subarray(endAt(zip)))
  end.writeUInt32LE(many.length, 12)
  const inEachOther = Buffer.from(many)
  for (let at = 0; at < many.length; at += first.length) inEachOther.writeUInt32LE(200, at + 20)
  expect(() => names(Buffer.concat([zip.subarray(0, listAt(zip)), inEachOther, end]))).toThrow(
    NoZip,
  )
  const elsewhere = Buffer.from(zip)
  elsewhere.writeUInt32LE(zip.length, endAt(zip) + 16)
  for (const bytes of [elsewhere, zip.subarray(0, -1), Buffer.alloc(0), Buffer.from('PK\x05\x06')])
    expect(() => names(bytes)).toThrow(NoZip)
})
