// A peer on Go's crypto/tls, told what to do by words such as role=client port=443 version=1.3.
//
// The client asks so many times and prints what is answered; the server prints its port and answers until it is killed.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"strings"
)

var given = map[string]string{}

func main() {
	for _, word := range os.Args[1:] {
		name, value, _ := strings.Cut(word, "=")
		given[name] = value
	}
	config := configuration()
	if given["role"] == "client" {
		client(config)
	} else {
		server(config)
	}
}

func configuration() *tls.Config {
	pem, err := os.ReadFile(given["ca"])
	check(err)
	authorities := x509.NewCertPool()
	authorities.AppendCertsFromPEM(pem)
	config := &tls.Config{
		ServerName: "localhost", RootCAs: authorities, ClientCAs: authorities,
		MinVersion: tls.VersionTLS13, MaxVersion: tls.VersionTLS13,
		ClientSessionCache: tls.NewLRUClientSessionCache(8),
	}
	if given["version"] == "1.2" {
		config.MinVersion, config.MaxVersion = tls.VersionTLS12, tls.VersionTLS12
		config.CipherSuites = []uint16{uint16(number("suite"))}
	}
	if given["group"] != "" {
		config.CurvePreferences = []tls.CurveID{tls.CurveID(number("group"))}
	}
	if given["alpn"] != "" {
		config.NextProtos = []string{given["alpn"]}
	}
	if given["cert"] != "" {
		pair, err := tls.LoadX509KeyPair(given["cert"], given["key"])
		check(err)
		if given["ocsp"] != "" {
			pair.OCSPStaple, err = os.ReadFile(given["ocsp"])
			check(err)
		}
		config.Certificates = []tls.Certificate{pair}
	}
	if given["feature"] == "CLIENT_CERTIFICATE" {
		config.ClientAuth = tls.RequireAndVerifyClientCert
	}
	return config
}

func client(config *tls.Config) {
	for i := 0; i < number("connections"); i++ {
		conn, err := tls.Dial("tcp", "127.0.0.1:"+given["port"], config)
		check(err)
		_, err = conn.Write([]byte("GET / HTTP/1.0\r\n\r\n"))
		check(err)
		answer, err := io.ReadAll(conn)
		check(err)
		if len(conn.ConnectionState().OCSPResponse) > 0 {
			fmt.Println("stapled")
		}
		fmt.Println(string(answer))
		check(conn.Close())
	}
}

func server(config *tls.Config) {
	listener, err := tls.Listen("tcp", "127.0.0.1:0", config)
	check(err)
	fmt.Println("port", listener.Addr().(*net.TCPAddr).Port)
	for {
		conn, err := listener.Accept()
		check(err)
		if _, err = conn.Read(make([]byte, 8192)); err == nil {
			_, err = conn.Write([]byte("HTTP/1.0 200 OK\r\n\r\nGo answers.\n"))
		}
		if err != nil {
			fmt.Println("failed:", err)
		}
		conn.Close()
	}
}

func number(name string) int {
	value, err := strconv.Atoi(given[name])
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		fmt.Println("failed:", err)
		os.Exit(1)
	}
}
