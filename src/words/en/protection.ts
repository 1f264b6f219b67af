import type { Said } from './errors.ts'

/** Why nothing protects a machine from the programs of others. */
export type NoProtection =
  | { readonly type: 'no-means' }
  | { readonly type: 'not-installed'; readonly program: 'bubblewrap' | 'util-linux' }
  | {
      readonly type: 'fails'
      readonly program: 'bubblewrap' | 'sandbox-exec'
      readonly said: string
    }
  /** AppArmor forbids it, as on Ubuntu from 23.10 on. */
  | { readonly type: 'forbidden'; readonly program: 'bubblewrap' }
  | {
      readonly type: 'leaks'
      readonly program: 'bubblewrap' | 'sandbox-exec'
      readonly what: 'network' | 'files' | 'processes'
    }

const leaks = {
  files: 'read your files',
  network: 'reach your network',
  processes: 'reach other programs',
} as const

function whyUnprotected(reason: NoProtection): string {
  switch (reason.type) {
    case 'no-means':
      return 'on this system the course has no means for it'
    case 'not-installed':
      return `${reason.program} is not installed`
    case 'fails':
      return `${reason.program} does not work here (it says: ${reason.said})`
    case 'forbidden':
      return `this system forbids ${reason.program} what it needs`
    case 'leaks':
      return `with ${reason.program} a program could still ${leaks[reason.what]} here`
  }
}

/** What a student's program could do here. */
export const unprotected = (reason: NoProtection) =>
  `Nothing protects your files, your passwords and your network from students' programs: ${whyUnprotected(reason)}.`

function protect(reason: NoProtection): string {
  switch (reason.type) {
    case 'not-installed':
      return `Install ${reason.program} (for example: sudo apt install ${reason.program}).`
    case 'forbidden':
      return 'To allow it until the next restart: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0'
    default:
      return 'Use a Linux system with bubblewrap, or Docker or Podman with the image node:22.'
  }
}

export const notProtected = (reason: NoProtection): Said => ({
  said: unprotected(reason),
  next: `${protect(reason)}\nIf you trust every program, add --allow-unprotected.`,
})

/** The question before students' programs run where nothing protects this machine from them. */
export const question = 'Run the programs anyway?'
