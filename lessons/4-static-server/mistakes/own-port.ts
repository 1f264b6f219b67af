// fails: listens
// says: nothing listens on the port
import { HTTPServer, SimpleHTTPRequestHandler } from '../../http-server.ts'

const { HOST = '127.0.0.1', PORT = '9004' } = process.env

process.chdir('site')

const httpd = new HTTPServer([HOST, Number(PORT) * 0], SimpleHTTPRequestHandler)

console.log(`Starting simple_httpd on port: ${httpd.serverPort}`)
await httpd.serveForever()
