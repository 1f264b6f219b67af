import { HTTPServer, SimpleHTTPRequestHandler } from '../http-server.ts'

const { HOST = '127.0.0.1', PORT = '9004' } = process.env

// 1. The files lie in the folder `site`. Go there: the handler looks into the current folder.

// 2. Make an HTTPServer. It wants an address, [HOST, Number(PORT)], and the class that is to
//    answer each request.

// 3. Print on which port it serves, and let it serve forever.

console.log(
  'Not yet:',
  HTTPServer.name,
  SimpleHTTPRequestHandler.name,
  HOST,
  PORT,
)
