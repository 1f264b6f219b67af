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
} as const
