import { hasBrowser } from '../e2e/browser.ts'
import { bearsOut } from './bears-out.ts'
import { driveChromium } from './drive.ts'

bearsOut({
  name: 'Chromium',
  isThere: hasBrowser,
  drive: driveChromium,
  expected: (claim) => ('both' in claim ? claim.both : claim.chromium),
})
