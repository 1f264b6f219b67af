// fails: page-type
// says: this is the value of Content-Type
import { HTTPServer, SimpleHTTPRequestHandler } from '../../http-server.ts'

const { HOST = '127.0.0.1', PORT = '9004' } = process.env

process.chdir('site')

class Handler extends SimpleHTTPRequestHandler {
  override guessType() {
    return 'text/plain'
  }
}

const httpd = new HTTPServer([HOST, Number(PORT)], Handler)

console.log(`Starting simple_httpd on port: ${httpd.serverPort}`)
await httpd.serveForever()
