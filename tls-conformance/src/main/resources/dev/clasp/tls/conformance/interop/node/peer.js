// A peer on Node.js, that is on the OpenSSL it carries, told what to do by words such as role=client port=443 version=1.3.
//
// The client asks so many times and prints what is answered; the server prints its port and answers until it is killed.
const tls = require('tls');
const fs = require('fs');

const given = Object.fromEntries(process.argv.slice(2).map((word) => word.split(/=(.*)/s)));
const file = (name) => (given[name] ? fs.readFileSync(given[name]) : undefined);
const version = given.version === '1.2' ? 'TLSv1.2' : 'TLSv1.3';
const options = {
  ca: file('ca'),
  cert: file('cert'),
  key: file('key'),
  minVersion: version,
  maxVersion: version,
  ciphers: given.suitename || undefined,
  ecdhCurve: given.groupname || 'auto',
  ALPNProtocols: given.alpn ? [given.alpn] : undefined,
};

function client(left, session) {
  let next = session;
  const socket = tls.connect({
    ...options,
    host: '127.0.0.1',
    port: Number(given.port),
    servername: 'localhost',
    requestOCSP: given.feature === 'STAPLING',
    session,
  });
  socket.on('secureConnect', () => socket.write('GET / HTTP/1.0\r\n\r\n'));
  socket.on('session', (ticket) => (next = ticket));
  socket.on('OCSPResponse', (response) => console.log(response ? 'stapled' : 'not stapled'));
  socket.on('data', (text) => process.stdout.write(text.toString('latin1')));
  socket.on('end', () => socket.end());
  socket.on('close', () => left > 1 && client(left - 1, next));
  socket.on('error', (error) => {
    console.log('failed:', error.message);
    process.exit(1);
  });
}

function server() {
  const listener = tls.createServer(
    {
      ...options,
      requestCert: given.feature === 'CLIENT_CERTIFICATE',
      rejectUnauthorized: given.feature === 'CLIENT_CERTIFICATE',
    },
    (socket) => {
      socket.on('error', (error) => console.log('failed:', error.message));
      socket.once('data', () => socket.end('HTTP/1.0 200 OK\r\n\r\nNode.js answers.\n'));
    },
  );
  listener.on('OCSPRequest', (certificate, issuer, answer) => answer(null, file('ocsp')));
  listener.on('tlsClientError', (error) => console.log('failed:', error.message));
  listener.listen(0, '127.0.0.1', () => console.log('port', listener.address().port));
}

if (given.role === 'client') {
  client(Number(given.connections), undefined);
} else {
  server();
}
