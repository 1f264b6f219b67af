import { bearsOut } from './bears-out.ts'
import { driveFirefox, hasFirefox } from './drive.ts'

bearsOut({
  name: 'Firefox',
  isThere: hasFirefox,
  drive: driveFirefox,
  expected: (claim) => ('both' in claim ? claim.both : claim.firefox),
})
