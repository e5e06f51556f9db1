// Serves with CERT and KEY, one SUITE and one GROUP; prints its port, and sends back what comes.
const tls = require('tls');
const fs = require('fs');

const [cert, key, suite, group] = process.argv.slice(2);
const server = tls.createServer(
  {
    cert: fs.readFileSync(cert),
    key: fs.readFileSync(key),
    minVersion: 'TLSv1.3',
    ciphers: suite,
    ecdhCurve: group,
    ALPNProtocols: ['clasp'],
  },
  (socket) => {
    socket.on('end', () => console.log('ended', socket.servername));
    socket.pipe(socket);
  },
);
server.on('tlsClientError', (error) => console.log('failed', error.message));
server.listen(0, '127.0.0.1', () => console.log('port', server.address().port));
