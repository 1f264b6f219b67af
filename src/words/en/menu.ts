export const checksPass = (passed: number, of: number) => `${passed} of ${of} checks pass`

export const screenOf = (screen: number, screens: number) => `screen ${screen} of ${screens}`
export const read = 'read'
export const notBegun = 'not begun'
export const minutes = (count: number) => `${count} min`
export const stagesDone = (done: number, of: number) => `${done} of ${of} stages done`
export const noFolderYet = 'no folder yet'
