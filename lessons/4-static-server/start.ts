import { HTTPServer, SimpleHTTPRequestHandler } from '../http-server.ts'

const HOST = process.env['HOST'] ?? '127.0.0.1'
const PORT = Number(process.env['PORT'] ?? '9004')

// Step 1. Go into the folder site: the handler looks for its files there.

// Step 2. Make the server, print its port, and let it serve forever.

// You need these four in step 2. Take this line out then.
console.log(
  'For step 2:',
  HTTPServer,
  SimpleHTTPRequestHandler,
  HOST,
  PORT,
)
