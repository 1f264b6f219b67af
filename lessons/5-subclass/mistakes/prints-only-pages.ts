// fails: inherited-404
// says: printed
import { HTTPServer, SimpleHTTPRequestHandler } from '../../http-server.ts'

const { HOST = '127.0.0.1', PORT = '9005' } = process.env

class TestHTTPRequestHandler extends SimpleHTTPRequestHandler {
  override async doGET() {
    await super.doGET()
    if (this.wfile.statusCode === 200) console.log('doGET')
  }
}

process.chdir('site')
const httpd = new HTTPServer([HOST, Number(PORT)], TestHTTPRequestHandler)
console.log(`Starting simple_httpd on port: ${httpd.serverPort}`)
await httpd.serveForever()
