// fails: length-in-bytes
// says: there is no Content-Length
import { readFileSync } from 'node:fs'
import { HTTPServer, SimpleHTTPRequestHandler } from '../../http-server.ts'

const { HOST = '127.0.0.1', PORT = '9004' } = process.env

process.chdir('site')

class Handler extends SimpleHTTPRequestHandler {
  override async doGET() {
    let path = `.${decodeURIComponent(this.path)}`
    if (path.endsWith('/')) path += 'index.html'
    let body: Buffer
    try {
      body = readFileSync(path)
    } catch {
      this.sendError(404)
      return
    }
    this.sendResponse(200)
    this.sendHeader('Content-Type', this.guessType(path))
    this.endHeaders()
    this.wfile.end(body)
  }
}

const httpd = new HTTPServer([HOST, Number(PORT)], Handler)

console.log(`Starting simple_httpd on port: ${httpd.serverPort}`)
await httpd.serveForever()
