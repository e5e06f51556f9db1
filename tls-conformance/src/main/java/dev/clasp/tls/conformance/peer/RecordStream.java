package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.crypto.BlockCbc;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CbcAlgorithm;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.handshake.codec.HandshakeDeframer;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch;
import dev.clasp.tls.protocol.Epoch12;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.Protection12;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.record.Fragment;
import dev.clasp.tls.record.PaddingPolicy;
import dev.clasp.tls.record.ReadHalf;
import dev.clasp.tls.record.ReadOutcome;
import dev.clasp.tls.record.RecordHeader;
import dev.clasp.tls.record.RecordLimits;
import dev.clasp.tls.record.WriteHalf;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records over one connection: sends any, legal or not; receives strictly.
 *
 * <p>Whatever the peer sends against RFC 9846 §5 is a {@link TlsException} of our record layer.
 */
public final class RecordStream {
  /** Padding of protected records; may be as large as the script says. */
  @FunctionalInterface
  public interface Padding {
    /** Zero bytes behind the content type, for content of this length. */
    int length(int contentLength);
  }

  private static final int IMPLICIT_NONCE = 4; // bytes, of AES-GCM and AES-CCM in TLS 1.2
  private static final int EXPLICIT_NONCE = 8; // bytes
  private static final int SSL2_HEADER = 2; // bytes
  private static final int HEARTBEAT = 24; // RFC 6520 §3

  /** Of a handshake message, in each record of {@link TransportSchedule#SPLIT}. */
  private static final int FRAGMENT = 16;

  /** Zeros in each record of {@link TransportSchedule#PADDING}. */
  private static final int PADDING = 33;

  /** Writes of {@link TransportSchedule#SEGMENTS} for what is sent at once. */
  private static final int MOST_SEGMENTS = 512;

  /** A peer may count them (RFC 9846 §D.4); more in one handshake might be too many. */
  private static final int MOST_CHANGE_CIPHER_SPECS = 2;

  /** One record of this size is as much as a length field can announce, and our buffer holds it. */
  private static final int BUFFER = RecordHeader.LENGTH + 0xFFFF;

  private final Transport transport;
  private final WriteHalf out;
  private final CryptoProvider crypto;
  private ReadHalf in;
  private final HandshakeDeframer handshakes = new HandshakeDeframer();
  private final ByteBuffer wire = ByteBuffer.allocate(2 * BUFFER).limit(0);
  private final ByteBuffer plaintext = ByteBuffer.allocate(RecordLimits.MAX_PLAINTEXT);
  private final List<Bytes> held = new ArrayList<>();
  private boolean holding;
  private boolean versionIsFixed;
  private int maxRecordSize = RecordLimits.MAX_PLAINTEXT;
  private Padding padding = length -> 0;
  private final TransportSchedule schedule;
  private Optional<Epoch13.Kind> writes13 = Optional.empty();
  private int changeCipherSpecs;
  private Optional<Epoch> writes = Optional.empty();
  private Optional<List<Bytes>> nonces = Optional.empty();
  private boolean readsSsl2;
  private Optional<Epoch> nextReadKeys = Optional.empty();

  /**
   * @param version legacy_record_version of the first records
   */
  public RecordStream(Transport transport, CryptoProvider crypto, int version) {
    this(transport, crypto, version, TransportSchedule.NONE);
  }

  /**
   * @param version legacy_record_version of the first records
   */
  public RecordStream(
      Transport transport, CryptoProvider crypto, int version, TransportSchedule schedule) {
    this.schedule = schedule;
    this.transport = transport;
    this.out = new WriteHalf(crypto, PaddingPolicy.NONE);
    this.crypto = crypto;
    this.in = new ReadHalf(crypto);
    out.legacyRecordVersion(version);
  }

  /** Writes this version in all following records, whatever comes. */
  public void recordVersion(int version) {
    out.legacyRecordVersion(version);
    versionIsFixed = true;
  }

  /**
   * The ClientHello is out: from now on 0x0303, unless the script chose another (RFC 9846 §5.1).
   */
  public void helloSent() {
    if (!versionIsFixed) {
      out.legacyRecordVersion(RecordHeader.VERSION);
    }
  }

  /** Larger messages are cut into records with so much content; may exceed 2^14. */
  public void maxRecordSize(int size) {
    maxRecordSize = size;
  }

  public void padding(Padding other) {
    padding = other;
  }

  public void changeWriteKeys(Epoch epoch) throws TlsException {
    out.changeKeys(epoch);
    writes = Optional.of(epoch);
    writes13 = epoch instanceof Epoch13 epoch13 ? Optional.of(epoch13.kind()) : Optional.empty();
  }

  public void changeReadKeys(Epoch epoch) {
    nextReadKeys = Optional.empty();
    in.changeKeys(epoch);
  }

  /** Reads and writes without protection again, as behind a HelloRetryRequest. */
  public void dropKeys() {
    nextReadKeys = Optional.empty();
    in = new ReadHalf(crypto);
    out.dropKeys();
  }

  /** Writes without protection again. */
  public void dropWriteKeys() {
    out.dropKeys();
  }

  /**
   * Changes the read keys at the first protected record: until then the peer, which may refuse the
   * message that brings the keys, sends its alert without protection.
   */
  public void changeReadKeysWhenProtected(Epoch epoch) {
    nextReadKeys = Optional.of(epoch);
  }

  public boolean writesProtected() {
    return out.isProtected();
  }

  /** Collects what is written until {@link #flush}. */
  public void hold() {
    holding = true;
  }

  /** Sends what was collected, and goes on collecting. */
  public void flush() throws IOException {
    if (!held.isEmpty()) {
      Bytes all = Bytes.concat(held);
      held.clear();
      send(all);
    }
  }

  /** Sends what was collected, and from now on everything at once. */
  public void release() throws IOException {
    holding = false;
    flush();
  }

  /**
   * Sends content as one or more records under the current keys.
   *
   * @param protection a last change to each record's body as it goes to the wire
   */
  public void write(int type, Bytes content, Outgoing.Protection protection)
      throws IOException, TlsException, ScriptException {
    write(type, content, protection, Optional.empty());
  }

  /**
   * As the other, with a change in front of the encryption.
   *
   * @param cbc for keys of a CBC suite
   */
  public void write(
      int type, Bytes content, Outgoing.Protection protection, Optional<CbcChange> cbc)
      throws IOException, TlsException, ScriptException {
    int at = 0;
    boolean handshake = type == ContentType.HANDSHAKE.value();
    if (handshake && schedule == TransportSchedule.CHANGE_CIPHER_SPEC) {
      changeCipherSpec();
    }
    boolean split = handshake && schedule == TransportSchedule.SPLIT;
    int most = split ? Math.min(FRAGMENT, maxRecordSize) : maxRecordSize;
    do {
      int size = Math.min(most, content.size() - at);
      raw(record(type, content.slice(at, at + size), protection, cbc));
      at += size;
    } while (at < content.size());
  }

  /** One that a peer of TLS 1.3 has to ignore, while the handshake is under way. */
  private void changeCipherSpec() throws IOException {
    boolean handshake = writes13.equals(Optional.of(Epoch13.Kind.HANDSHAKE));
    if (handshake && changeCipherSpecs < MOST_CHANGE_CIPHER_SPECS) {
      changeCipherSpecs++;
      writePlaintext(ContentType.CHANGE_CIPHER_SPEC.value(), Bytes.of(1));
    }
  }

  /** Sends one record without protection and without counting it. */
  public void writePlaintext(int type, Bytes content) throws IOException {
    int version = out.header(type, 0, 0).legacyRecordVersion();
    raw(framed(new RecordHeader(type, version, content.size()), content));
  }

  /** Sends bytes as they are. */
  public void raw(Bytes bytes) throws IOException {
    if (holding || schedule == TransportSchedule.COALESCED) {
      held.add(bytes);
      return;
    }
    send(bytes);
  }

  private void send(Bytes bytes) throws IOException {
    int size = bytes.size();
    int step =
        schedule == TransportSchedule.SEGMENTS ? 1 + size / MOST_SEGMENTS : Math.max(1, size);
    for (int at = 0; at < size; at += step) {
      transport.write(bytes.slice(at, Math.min(at + step, size)));
    }
  }

  private Bytes record(
      int type, Bytes content, Outgoing.Protection protection, Optional<CbcChange> cbc)
      throws TlsException, ScriptException {
    int pad = out.isProtected() ? padding.length(content.size()) : 0;
    if (schedule == TransportSchedule.PADDING && writes13.isPresent()) {
      pad += Math.max(0, Math.min(PADDING, RecordLimits.MAX_PLAINTEXT - content.size()));
    }
    pad += cbc.map(CbcChange::extraPadding).orElse(0);
    RecordHeader header = out.header(type, content.size(), pad);
    ByteBuffer sealed = ByteBuffer.allocate(header.recordLength());
    out.sealAs(header, type, content.asByteBuffer(), pad, sealed);
    Bytes body =
        Bytes.copyOf(sealed.array(), RecordHeader.LENGTH, sealed.position() - RecordHeader.LENGTH);
    noteNonce(body);
    if (cbc.isEmpty()) {
      return framed(header, protection.apply(body));
    }
    Bytes changed = encryptedAgain(body, content.size(), cbc.get());
    RecordHeader other = new RecordHeader(type, header.legacyRecordVersion(), changed.size());
    return framed(other, protection.apply(changed));
  }

  /** Opens the honest record, changes its plaintext and encrypts it again with the same IV. */
  private Bytes encryptedAgain(Bytes body, int contentLength, CbcChange change)
      throws ScriptException {
    if (!(writes.orElse(null) instanceof Epoch12 epoch)
        || !(epoch.suite().protection() instanceof Protection12.Cbc protection)) {
      throw new ScriptException("plaintext and padding can be changed under a CBC suite only");
    }
    int block = CbcAlgorithm.BLOCK_LENGTH;
    int macLength = protection.mac().length();
    int end = epoch.encryptThenMac() ? body.size() - macLength : body.size();
    BlockCbc cipher = crypto.blockCbcs().keyed(protection.cipher(), epoch.encKey());
    byte[] iv = body.first(block).toArray();
    byte[] plaintext = body.slice(block, end).toArray();
    cipher.decrypt(iv.clone(), plaintext, 0, plaintext.length);
    byte[] changed =
        change
            .change()
            .apply(Bytes.copyOf(plaintext), contentLength, epoch.encryptThenMac() ? 0 : macLength)
            .toArray();
    if (changed.length % block != 0) {
      throw new ScriptException(
          "plaintext: %d octets, expected a multiple of %d".formatted(changed.length, block));
    }
    cipher.encrypt(iv.clone(), changed, 0, changed.length);
    return Bytes.concat(Bytes.copyOf(iv), Bytes.copyOf(changed), body.slice(end, body.size()));
  }

  /** nonce_explicit of an AEAD of TLS 1.2 (RFC 5246 §6.2.3.3). */
  private void noteNonce(Bytes body) {
    boolean explicit =
        writes.orElse(null) instanceof Epoch12 epoch
            && epoch.suite().protection() instanceof Protection12.Aead
            && epoch.suite().protection().fixedIvLength() == IMPLICIT_NONCE;
    if (explicit && body.size() >= EXPLICIT_NONCE) {
      nonces.ifPresent(list -> list.add(body.first(EXPLICIT_NONCE)));
    }
  }

  /** From now on the explicit nonces of our records go into this list. */
  public void collectNonces(List<Bytes> list) {
    nonces = Optional.of(list);
  }

  /** A server may answer with a message of SSL 2.0, whose records have another header. */
  public void expectSsl2() {
    readsSsl2 = true;
  }

  private static Bytes framed(RecordHeader header, Bytes body) {
    ByteBuffer wire = ByteBuffer.allocate(RecordHeader.LENGTH + body.size());
    header.writeTo(wire);
    body.copyTo(wire.array(), RecordHeader.LENGTH);
    return Bytes.copyOf(wire.array());
  }

  /**
   * Waits for the next message.
   *
   * @param patience in milliseconds
   * @throws TlsException when the peer broke a rule of the record layer or of message framing
   */
  public Received read(long patience) throws TlsException {
    long start = System.nanoTime();
    if (schedule == TransportSchedule.COALESCED && !holding) {
      try {
        flush();
      } catch (IOException e) {
        // It has closed: what it said before is still to be read.
      }
    }
    while (true) {
      Optional<HandshakeFrame> frame = handshakes.poll();
      if (frame.isPresent()) {
        return new Received.Handshake(frame.get());
      }
      Optional<Received> other = otherThanTls();
      if (other.isPresent()) {
        return other.get();
      }
      plaintext.clear();
      if (nextReadKeys.isPresent() && nextRecordIs(ContentType.APPLICATION_DATA)) {
        changeReadKeys(nextReadKeys.get());
      }
      ReadOutcome outcome =
          isOtherThanTls() ? ReadOutcome.Plain.UNDERFLOW : in.open(wire, plaintext);
      if (outcome instanceof Fragment fragment) {
        Optional<Received> whole = received(fragment);
        if (whole.isPresent()) {
          return whole.get();
        }
      } else if (outcome == ReadOutcome.Plain.APPLICATION_DATA) {
        return new Received.ApplicationData(Bytes.copyOf(plaintext.flip()));
      } else {
        long elapsed = (System.nanoTime() - start) / 1_000_000;
        Optional<Received> ended = fill(patience - elapsed, patience);
        if (ended.isPresent()) {
          return ended.get();
        }
      }
    }
  }

  /** A whole record that our record layer does not know: of SSL 2.0, or a heartbeat. */
  private Optional<Received> otherThanTls() {
    int available = wire.remaining();
    int at = wire.position();
    if (readsSsl2 && available >= SSL2_HEADER && (wire.get(at) & 0x80) != 0) {
      int length = (wire.get(at) & 0x7F) << 8 | (wire.get(at + 1) & 0xFF);
      return take(SSL2_HEADER, length).map(Received.Ssl2::new);
    }
    Optional<RecordHeader> header = RecordHeader.peek(wire);
    if (header.isPresent() && header.get().type() == HEARTBEAT) {
      boolean isProtected = in.isProtected();
      return take(RecordHeader.LENGTH, header.get().length())
          .map(body -> new Received.Heartbeat(body, isProtected));
    }
    return Optional.empty();
  }

  /** Whether the next record is one of those, of which the rest is still to come. */
  private boolean isOtherThanTls() {
    if (!wire.hasRemaining()) {
      return false;
    }
    int first = wire.get(wire.position()) & 0xFF;
    return first == HEARTBEAT || (readsSsl2 && (first & 0x80) != 0);
  }

  private Optional<Bytes> take(int header, int length) {
    if (wire.remaining() < header + length) {
      return Optional.empty();
    }
    byte[] body = new byte[length];
    wire.position(wire.position() + header);
    wire.get(body);
    return Optional.of(Bytes.copyOf(body));
  }

  private boolean nextRecordIs(ContentType type) {
    return wire.hasRemaining() && (wire.get(wire.position()) & 0xFF) == type.value();
  }

  private Optional<Received> received(Fragment fragment) throws TlsException {
    if (fragment.type() == ContentType.HANDSHAKE) {
      handshakes.add(fragment.content());
      return Optional.empty();
    }
    return Optional.of(
        fragment.type() == ContentType.ALERT
            ? new Received.AlertMessage(Alert.decode(fragment.content()))
            : new Received.ChangeCipherSpec(fragment.content(), fragment.wasProtected()));
  }

  /** Reads more bytes; says how the stream ended if it did. */
  private Optional<Received> fill(long left, long patience) {
    if (left <= 0) {
      return Optional.of(new Received.Nothing(patience));
    }
    try {
      Bytes more = transport.read(left);
      wire.compact();
      wire.put(more.toArray()).flip();
      return Optional.empty();
    } catch (InterruptedIOException e) {
      return Optional.of(new Received.Nothing(patience));
    } catch (EOFException e) {
      return Optional.of(new Received.Closed("closed"));
    } catch (IOException e) {
      return Optional.of(new Received.Closed("reset"));
    }
  }
}
