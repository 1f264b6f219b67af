/** The page beside the terminal. */
export const page = {
  title: 'learn-webserver',
}
