package dev.clasp.tls.conformance.report;

import dev.clasp.tls.conformance.peer.Capture;
import dev.clasp.tls.conformance.peer.Role;
import dev.clasp.tls.crypto.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A capture as a pcapng file with its keys in a Decryption Secrets Block, which Wireshark decrypts
 * by itself.
 *
 * <p>The octets are those that crossed the wire; the TCP and IPv4 headers around them are made up,
 * since a program without privileges does not see the real ones. The server is 127.0.0.1:443, the
 * client comes from port 50000 and up, a port for each connection.
 */
final class Pcapng {
  private static final int SECTION_HEADER = 0x0A0D0D0A;
  private static final int INTERFACE = 1;
  private static final int ENHANCED_PACKET = 6;
  private static final int DECRYPTION_SECRETS = 10;
  private static final int TLS_KEY_LOG = 0x544C534B;
  private static final int BYTE_ORDER = 0x1A2B3C4D;
  private static final int RAW_IP = 101;
  private static final int SERVER_PORT = 443;
  private static final int FIRST_CLIENT_PORT = 50_000;
  private static final int LARGEST_SEGMENT = 32_768;
  private static final int LOOPBACK = 0x7F000001;
  private static final int HEADERS = 40;
  private static final int TCP = 6;
  private static final int FIN = 0x01;
  private static final int SYN = 0x02;
  private static final int PSH = 0x08;
  private static final int ACK = 0x10;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Pcapng() {}

  /** The whole file. */
  static byte[] of(Capture capture) {
    Pcapng file = new Pcapng();
    file.block(
        SECTION_HEADER,
        file.body(16).putInt(BYTE_ORDER).putShort((short) 1).putShort((short) 0).putLong(-1));
    file.block(INTERFACE, file.body(8).putShort((short) RAW_IP).putShort((short) 0).putInt(0));
    if (!capture.keys().isEmpty()) {
      file.secrets(String.join("\n", capture.keys()) + "\n");
    }
    for (int i = 0; i < capture.connections().size(); i++) {
      int connection = i;
      file.connection(
          connection,
          capture.connections().get(i),
          capture.segments().stream().filter(each -> each.connection() == connection).toList());
    }
    return file.out.toByteArray();
  }

  private void secrets(String lines) {
    byte[] text = lines.getBytes(StandardCharsets.US_ASCII);
    block(
        DECRYPTION_SECRETS,
        body(8 + padded(text.length)).putInt(TLS_KEY_LOG).putInt(text.length).put(text));
  }

  /** A TCP connection: its opening, what crossed it, its end. */
  private void connection(int number, Role ours, List<Capture.Segment> segments) {
    if (segments.isEmpty()) {
      return;
    }
    Tcp tcp = new Tcp(FIRST_CLIENT_PORT + number);
    Instant start = segments.get(0).at();
    packet(start, tcp.segment(true, SYN, Bytes.empty()));
    packet(start, tcp.segment(false, SYN | ACK, Bytes.empty()));
    packet(start, tcp.segment(true, ACK, Bytes.empty()));
    for (Capture.Segment segment : segments) {
      boolean byClient = segment.byUs() == (ours == Role.CLIENT);
      Bytes left = segment.octets();
      while (!left.isEmpty()) {
        int length = Math.min(LARGEST_SEGMENT, left.size());
        packet(segment.at(), tcp.segment(byClient, PSH | ACK, left.first(length)));
        left = left.slice(length, left.size());
      }
    }
    Instant end = segments.get(segments.size() - 1).at();
    packet(end, tcp.segment(true, FIN | ACK, Bytes.empty()));
    packet(end, tcp.segment(false, FIN | ACK, Bytes.empty()));
  }

  private void packet(Instant at, byte[] packet) {
    long microseconds = ChronoUnit.MICROS.between(Instant.EPOCH, at);
    block(
        ENHANCED_PACKET,
        body(20 + padded(packet.length))
            .putInt(0)
            .putInt((int) (microseconds >>> 32))
            .putInt((int) microseconds)
            .putInt(packet.length)
            .putInt(packet.length)
            .put(packet));
  }

  private ByteBuffer body(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int padded(int length) {
    return (length + 3) / 4 * 4;
  }

  private void block(int type, ByteBuffer body) {
    int length = body.capacity() + 12;
    ByteBuffer block = body(length);
    block.putInt(type).putInt(length).put(body.array()).putInt(length);
    out.writeBytes(block.array());
  }

  /** Sequence numbers of one connection. */
  private static final class Tcp {
    private final int clientPort;
    private int clientNext = 1_000;
    private int serverNext = 2_000;

    Tcp(int clientPort) {
      this.clientPort = clientPort;
    }

    byte[] segment(boolean byClient, int flags, Bytes payload) {
      ByteBuffer packet = ByteBuffer.allocate(HEADERS + payload.size());
      packet.putInt(0x45 << 24 | packet.capacity()); // IPv4, 20 octets of header
      packet.putInt(0);
      packet.putInt(64 << 24 | TCP << 16); // the checksum follows
      packet.putInt(LOOPBACK).putInt(LOOPBACK);
      packet.putShort(10, checksum(packet));
      packet.putShort((short) (byClient ? clientPort : SERVER_PORT));
      packet.putShort((short) (byClient ? SERVER_PORT : clientPort));
      packet.putInt(byClient ? clientNext : serverNext);
      packet.putInt((flags & ACK) == 0 ? 0 : byClient ? serverNext : clientNext);
      packet.putInt(5 << 28 | flags << 16 | 0xFFFF);
      packet.putInt(0); // a checksum of zero; Wireshark does not look at it
      packet.put(payload.toArray());
      int consumed = payload.size() + ((flags & (SYN | FIN)) == 0 ? 0 : 1);
      if (byClient) {
        clientNext += consumed;
      } else {
        serverNext += consumed;
      }
      return packet.array();
    }

    private static short checksum(ByteBuffer header) {
      int sum = 0;
      for (int i = 0; i < 20; i += 2) {
        sum += header.getShort(i) & 0xFFFF;
      }
      while (sum >>> 16 != 0) {
        sum = (sum & 0xFFFF) + (sum >>> 16);
      }
      return (short) ~sum;
    }
  }
}
