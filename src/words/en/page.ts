/** The page beside the terminal. */
export const page = {
  title: 'learn-webserver',
  titles: {
    stages: 'The stages',
    screens: (stage: string) => `Screens of ${stage}`,
    task: 'Your task',
    hint: (step: number, number: number, of: number) => `Step ${step}, hint ${number} of ${of}`,
    solution: 'The solution',
    differences: 'Your server and the solution',
  },
  noScript: 'This page needs JavaScript.',
  noToken: 'This page is only for you. Open it with the whole address that the terminal shows.',
  refused: 'This request does not come from the page, so it was refused.',
  notKept: 'This exchange is not kept any more.',
  tooMany: 'The page is open too many times. Close one of its tabs.',
} as const
