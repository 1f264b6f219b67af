// fails: favicon
// says: The file was read as text
import { readFileSync } from 'node:fs'
import { HTTPServer, SimpleHTTPRequestHandler } from '../../http-server.ts'

const { HOST = '127.0.0.1', PORT = '9004' } = process.env

process.chdir('site')

class Handler extends SimpleHTTPRequestHandler {
  override async doGET() {
    if (!this.path.endsWith('.ico')) return super.doGET()
    const text = readFileSync(`.${this.path}`, 'utf8')
    this.sendResponse(200)
    this.sendHeader('Content-Type', 'image/x-icon')
    this.endHeaders()
    this.wfile.end(text)
  }
}

const httpd = new HTTPServer([HOST, Number(PORT)], Handler)

console.log(`Starting simple_httpd on port: ${httpd.serverPort}`)
await httpd.serveForever()
