// #region import
import { HTTPServer, SimpleHTTPRequestHandler } from '../http-server.ts'

// #endregion

// #region environment
const HOST = process.env['HOST'] ?? '127.0.0.1'
const PORT = Number(process.env['PORT'] ?? '9004')
// #endregion

// #region directory
process.chdir('site')
// #endregion

// #region server
const httpd = new HTTPServer([HOST, PORT], SimpleHTTPRequestHandler)
// #endregion

// #region serve
console.log(`Starting simple_httpd on port: ${httpd.serverPort}`)
await httpd.serveForever()
// #endregion
