import { transformSync } from 'esbuild'

/** A program in one form, however it was written. */
export function normal(source: string, loader: 'ts' | 'js'): string {
  const compilerOptions = { verbatimModuleSyntax: true, useDefineForClassFields: true }
  const options = { minifyWhitespace: true, minifySyntax: true, target: 'esnext' }
  const { code } = transformSync(source, { ...options, loader, tsconfigRaw: { compilerOptions } })
  // One pass may leave what the next makes shorter.
  return code === source ? code : normal(code, 'js')
}
