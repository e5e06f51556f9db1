// Connects to PORT trusting CA with one SUITE and one GROUP, says hello and expects it back.
const tls = require('tls');
const fs = require('fs');

const [port, ca, suite, group] = process.argv.slice(2);
const socket = tls.connect({
  host: '127.0.0.1',
  port: Number(port),
  servername: 'localhost',
  ca: fs.readFileSync(ca),
  minVersion: 'TLSv1.3',
  ciphers: suite,
  ecdhCurve: group,
  ALPNProtocols: ['h2', 'clasp'],
});
socket.setEncoding('latin1');
socket.on('secureConnect', () => socket.write('hello\n'));
socket.on('data', (text) => {
  console.log(socket.getProtocol(), socket.getCipher().standardName, socket.alpnProtocol, text.trim());
  socket.end();
});
