// #region import
import { HTTPServer, SimpleHTTPRequestHandler } from '../http-server.ts'

const { HOST = '127.0.0.1', PORT = '9004' } = process.env
// #endregion

// #region directory
process.chdir('site')
// #endregion

// #region server
const httpd = new HTTPServer(
  [HOST, Number(PORT)],
  SimpleHTTPRequestHandler,
)
// #endregion

// #region serve
console.log(`Starting simple_httpd on port: ${httpd.serverPort}`)
await httpd.serveForever()
// #endregion
