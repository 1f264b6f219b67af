// fails: page
// says: 404 came, 200 was expected
import { HTTPServer, SimpleHTTPRequestHandler } from '../../http-server.ts'

const { HOST = '127.0.0.1', PORT = '9004' } = process.env

const httpd = new HTTPServer([HOST, Number(PORT)], SimpleHTTPRequestHandler)

console.log(`Starting simple_httpd on port: ${httpd.serverPort}`)
await httpd.serveForever()
