// fails: prints-each-time
// says: printed
import { HTTPServer, SimpleHTTPRequestHandler } from '../../http-server.ts'

const { HOST = '127.0.0.1', PORT = '9005' } = process.env

let printed = false

class TestHTTPRequestHandler extends SimpleHTTPRequestHandler {
  override async doGET() {
    await super.doGET()
    if (!printed) console.log('doGET')
    printed = true
  }
}

process.chdir('site')
const httpd = new HTTPServer([HOST, Number(PORT)], TestHTTPRequestHandler)
console.log(`Starting simple_httpd on port: ${httpd.serverPort}`)
await httpd.serveForever()
