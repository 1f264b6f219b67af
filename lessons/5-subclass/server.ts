// #region import
import { HTTPServer, SimpleHTTPRequestHandler } from '../http-server.ts'

const { HOST = '127.0.0.1', PORT = '9005' } = process.env
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

// #region serve
process.chdir('site')
const httpd = new HTTPServer(
  [HOST, Number(PORT)],
  TestHTTPRequestHandler,
)
console.log(`Starting simple_httpd on port: ${httpd.serverPort}`)
await httpd.serveForever()
// #endregion
