// fails: missing-404
// says: ENOENT: no such file or directory
import { createReadStream, existsSync } from 'node:fs'
import { HTTPServer, SimpleHTTPRequestHandler } from '../../http-server.ts'

const { HOST = '127.0.0.1', PORT = '9004' } = process.env

process.chdir('site')

class Handler extends SimpleHTTPRequestHandler {
  override async doGET() {
    const path = `.${decodeURIComponent(this.path)}`
    if (existsSync(path)) return super.doGET()
    createReadStream(this.translatePath(this.path)).pipe(this.wfile)
  }
}

const httpd = new HTTPServer([HOST, Number(PORT)], Handler)

console.log(`Starting simple_httpd on port: ${httpd.serverPort}`)
await httpd.serveForever()
