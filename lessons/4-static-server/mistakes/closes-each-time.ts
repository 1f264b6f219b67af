// fails: kept
// says: will be closed
import { HTTPServer, SimpleHTTPRequestHandler } from '../../http-server.ts'

const { HOST = '127.0.0.1', PORT = '9004' } = process.env

process.chdir('site')

class Handler extends SimpleHTTPRequestHandler {
  override endHeaders() {
    this.sendHeader('Connection', 'close')
    super.endHeaders()
  }
}

const httpd = new HTTPServer([HOST, Number(PORT)], Handler)

console.log(`Starting simple_httpd on port: ${httpd.serverPort}`)
await httpd.serveForever()
