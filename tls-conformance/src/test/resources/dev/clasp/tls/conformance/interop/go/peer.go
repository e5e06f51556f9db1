// A peer on Go's crypto/tls: of TLS 1.3, or of TLS 1.2 with one suite, given by its code point.
//
//	peer client PORT CA GROUP [SUITE]     says hello and expects it back
//	peer server CERT KEY GROUP [SUITE]    prints its port, and sends back what comes, on one connection
//
// With "default" for GROUP it offers what Go does by itself.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
)

var groups = map[string]tls.CurveID{
	"x25519":    tls.X25519,
	"secp256r1": tls.CurveP256,
	"secp384r1": tls.CurveP384,
	"secp521r1": tls.CurveP521,
}

func main() {
	role, first, second, group := os.Args[1], os.Args[2], os.Args[3], os.Args[4]
	config := &tls.Config{
		MinVersion: tls.VersionTLS13,
		NextProtos: []string{"clasp"},
	}
	if group != "default" {
		config.CurvePreferences = []tls.CurveID{groups[group]}
	}
	if len(os.Args) > 5 {
		suite, err := strconv.Atoi(os.Args[5])
		check(err)
		config.MinVersion, config.MaxVersion = tls.VersionTLS12, tls.VersionTLS12
		config.CipherSuites = []uint16{uint16(suite)}
	}
	if role == "client" {
		client(config, first, second)
	} else {
		server(config, first, second)
	}
}

func client(config *tls.Config, port, ca string) {
	pem, err := os.ReadFile(ca)
	check(err)
	config.RootCAs = x509.NewCertPool()
	config.RootCAs.AppendCertsFromPEM(pem)
	config.ServerName = "localhost"
	conn, err := tls.Dial("tcp", "127.0.0.1:"+port, config)
	check(err)
	_, err = conn.Write([]byte("hello\n"))
	check(err)
	check(conn.CloseWrite())
	answer, err := io.ReadAll(conn)
	check(err)
	state := conn.ConnectionState()
	fmt.Printf("%x %s %s %s", state.Version, tls.CipherSuiteName(state.CipherSuite), state.NegotiatedProtocol, answer)
}

func server(config *tls.Config, cert, key string) {
	pair, err := tls.LoadX509KeyPair(cert, key)
	check(err)
	config.Certificates = []tls.Certificate{pair}
	listener, err := tls.Listen("tcp", "127.0.0.1:0", config)
	check(err)
	fmt.Println("port", listener.Addr().(*net.TCPAddr).Port)
	conn, err := listener.Accept()
	check(err)
	_, err = io.Copy(conn, conn)
	check(err)
	check(conn.Close())
	fmt.Println("ended")
}

func check(err error) {
	if err != nil {
		fmt.Println("failed:", err)
		os.Exit(1)
	}
}
