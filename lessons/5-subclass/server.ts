// #region import
import { HTTPServer, SimpleHTTPRequestHandler } from '../http-server.ts'

// #endregion

// #region environment
const HOST = process.env['HOST'] ?? '127.0.0.1'
const PORT = Number(process.env['PORT'] ?? '9005')
// #endregion

// #region handler
class TestHTTPRequestHandler extends SimpleHTTPRequestHandler {
  // #region doget
  override async doGET() {
    await super.doGET()
    console.log('doGET')
  }
  // #endregion
}
// #endregion

process.chdir('site')
// #region server
const httpd = new HTTPServer([HOST, PORT], TestHTTPRequestHandler)
// #endregion
console.log(`Starting simple_httpd on port: ${httpd.serverPort}`)
await httpd.serveForever()
