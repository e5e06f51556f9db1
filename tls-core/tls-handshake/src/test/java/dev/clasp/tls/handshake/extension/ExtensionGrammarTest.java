package dev.clasp.tls.handshake.extension;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.ExtensionSamples.Sample;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shape against bytes written by hand, and the bounds the structs state. */
class ExtensionGrammarTest {
  static List<Sample> samples() {
    return ExtensionSamples.ALL;
  }

  @Test
  void everyShapeHasASample() {
    Set<Class<?>> sampled =
        samples().stream().map(sample -> sample.extension().getClass()).collect(Collectors.toSet());
    sampled.add(UnknownExtension.class);

    assertEquals(Set.of(Extension.class.getPermittedSubclasses()), sampled);
    assertEquals(36, samples().size());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void encodesAsTheStructSays(Sample sample) {
    assertEquals(Bytes.fromHex(sample.hex()), sample.extension().encoded());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void decodesAsTheStructSays(Sample sample) {
    assertAll(
        sample.messages().stream()
            .map(
                message ->
                    () ->
                        assertEquals(
                            Extensions.of(sample.extension()),
                            decode(sample.extension().type(), sample.hex(), message))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  @DisplayName("receivers MUST abort with decode_error if data is left over (RFC 9846 §4.3)")
  void trailingByte(Sample sample) throws DecodeException {
    MessageContext message = sample.messages().get(0);
    if (takesAnyBytes(sample.extension())) {
      decode(sample.extension().type(), sample.hex() + "00", message);
      return;
    }

    DecodeException e =
        assertThrows(
            DecodeException.class,
            () -> decode(sample.extension().type(), sample.hex() + "00", message));

    assertEquals(Optional.of(AlertDescription.DECODE_ERROR), e.alert());
    assertEquals(Optional.of(Rfc.rfc9846("4.3")), e.clause());
    assertEquals("message.extensions." + sample.extension().type(), e.field());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void noProperPrefixDecodes(Sample sample) {
    Bytes whole = Bytes.fromHex(sample.hex());
    if (takesAnyBytes(sample.extension())) {
      return;
    }
    for (int length = 0; length < whole.size(); length++) {
      String prefix = whole.first(length).toHex();
      DecodeException e =
          assertThrows(
              DecodeException.class,
              () -> decode(sample.extension().type(), prefix, sample.messages().get(0)),
              () -> "decoded the prefix " + prefix);
      assertEquals(Optional.of(AlertDescription.DECODE_ERROR), e.alert());
    }
  }

  @ParameterizedTest(name = "{1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "CLIENT_HELLO        | server_name                            | 0000                | empty server_name_list<1..2^16-1>",
        "CLIENT_HELLO        | server_name                            | 0003 00 0000        | empty HostName<1..2^16-1>",
        "CLIENT_HELLO        | status_request                         | 01 0002 0000 0000   | empty ResponderID<1..2^16-1>",
        "CERTIFICATE         | status_request                         | 01 000000           | empty OCSPResponse<1..2^24-1>",
        "CERTIFICATE         | status_request                         | 02 000001 30        | a status_type other than ocsp",
        "CLIENT_HELLO        | supported_groups                       | 0000                | empty named_group_list<2..2^16-1>",
        "CLIENT_HELLO        | supported_groups                       | 0003 001d 00        | half a NamedGroup",
        "CLIENT_HELLO        | ec_point_formats                       | 00                  | empty ec_point_format_list<1..2^8-1>",
        "CLIENT_HELLO        | signature_algorithms                   | 0000                | empty supported_signature_algorithms<2..2^16-2>",
        "CERTIFICATE_REQUEST | signature_algorithms                   | 0001 08             | half a SignatureScheme",
        "CLIENT_HELLO        | signature_algorithms_cert              | 0000                | empty supported_signature_algorithms<2..2^16-2>",
        "CLIENT_HELLO        | application_layer_protocol_negotiation | 0000                | empty protocol_name_list<2..2^16-1>",
        "CLIENT_HELLO        | application_layer_protocol_negotiation | 0003 01 68 00       | empty ProtocolName<1..2^8-1>",
        "CERTIFICATE         | signed_certificate_timestamp           | 0000                | empty sct_list<1..2^16-1>",
        "CERTIFICATE         | signed_certificate_timestamp           | 0002 0000           | empty SerializedSCT<1..2^16-1>",
        "CLIENT_HELLO        | compress_certificate                   | 00                  | empty algorithms<2..2^8-2>",
        "CLIENT_HELLO        | pre_shared_key                         | 0000                | empty identities<7..2^16-1>",
        "CLIENT_HELLO        | pre_shared_key                         | 0007 0000 00000000 00 | empty identity<1..2^16-1>",
        "CLIENT_HELLO        | pre_shared_key                         | 0007 0001 aa 00000000 0000 | empty binders<33..2^16-1>",
        "CLIENT_HELLO        | pre_shared_key                         | 0007 0001 aa 00000000 0021 01 00 1e 000000000000000000000000000000000000000000000000000000000000 | PskBinderEntry<32..255> of 1",
        "CLIENT_HELLO        | supported_versions                     | 00                  | empty versions<2..254>",
        "CLIENT_HELLO        | supported_versions                     | 03 0304 03          | half a ProtocolVersion",
        "CLIENT_HELLO        | cookie                                 | 0000                | empty cookie<1..2^16-1>",
        "CLIENT_HELLO        | psk_key_exchange_modes                 | 00                  | empty ke_modes<1..255>",
        "CLIENT_HELLO        | certificate_authorities                | 0000                | empty authorities<3..2^16-1>",
        "CLIENT_HELLO        | certificate_authorities                | 0005 0001 30 0000   | empty DistinguishedName<1..2^16-1>",
        "CERTIFICATE_REQUEST | oid_filters                            | 0003 00 0000        | empty certificate_extension_oid<1..2^8-1>",
        "CLIENT_HELLO        | key_share                              | 0004 001d 0000      | empty key_exchange<1..2^16-1>",
        "SERVER_HELLO        | key_share                              | 001d 0000           | empty key_exchange<1..2^16-1>",
        "ENCRYPTED_EXTENSIONS| server_name                            | 0006 00 0003 612e62 | a name in the acknowledgement",
        "ENCRYPTED_EXTENSIONS| early_data                             | 00000001            | a size outside NewSessionTicket",
        "NEW_SESSION_TICKET  | early_data                             | ''                  | no size in NewSessionTicket"
      })
  void outsideItsBoundsIsADecodeError(
      MessageContext message, String name, String hex, String what) {
    ExtensionType type = ExtensionType.byName(name).orElseThrow();

    DecodeException e =
        assertThrows(DecodeException.class, () -> decode(type, hex, message), () -> what);

    assertEquals(Optional.of(AlertDescription.DECODE_ERROR), e.alert());
  }

  @ParameterizedTest(name = "{1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "CLIENT_HELLO        | server_name | 000c 00 0003 612e62 00 0003 612e63 | two host_names: for the state",
        "CLIENT_HELLO        | server_name | 0003 07 0000 | an unknown name_type",
        "CLIENT_HELLO        | key_share   | 0000 | no share: asks for a HelloRetryRequest",
        "CLIENT_HELLO        | key_share   | 000a 001d 0001 05 001d 0001 05 | a group twice: for the state",
        "CERTIFICATE_REQUEST | oid_filters | 0000 | no filter",
        "CLIENT_HELLO        | pre_shared_key | 000e 0001 aa 00000000 0001 bb 00000000 0021 20 0000000000000000000000000000000000000000000000000000000000000000 | two identities with one binder: for the state",
        "CLIENT_HELLO        | supported_groups | 0004 001d 001d | a group twice: for the state",
        "CLIENT_HELLO        | max_fragment_length | 09 | not 1 to 4: for the state",
        "CLIENT_HELLO        | record_size_limit | 0001 | less than 64: for the state"
      })
  void withinItsBoundsDecodesAndSurvives(
      MessageContext message, String name, String hex, String what) throws DecodeException {
    ExtensionType type = ExtensionType.byName(name).orElseThrow();

    Extensions decoded = decode(type, hex, message);

    assertEquals(Bytes.fromHex(hex), decoded.list().get(0).encoded(), what);
  }

  @Test
  void aStatusRequestOfAnotherTypeIsKeptAsItCame() throws DecodeException {
    Extensions decoded =
        decode(ExtensionType.STATUS_REQUEST, "02 abcd", MessageContext.CLIENT_HELLO);

    assertEquals(
        Extensions.of(
            new UnknownExtension(ExtensionType.STATUS_REQUEST, Bytes.of(0x02, 0xAB, 0xCD))),
        decoded);
  }

  @Test
  void anAlpnNameBeyondOneByteACharacterIsTheCallersMistake() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ApplicationLayerProtocolNegotiation(List.of("\u20ac")));
  }

  @Test
  void namesAreReadFromTheServerNameList() {
    ServerNameList list =
        new ServerNameList(
            List.of(
                new ServerName(7, Bytes.of(1)),
                new ServerName(ServerName.HOST_NAME, Bytes.of('a')),
                new ServerName(ServerName.HOST_NAME, Bytes.of('b'))));

    assertEquals(List.of("a", "b"), list.hostNames());
  }

  @Test
  void aShareIsFoundByItsGroup() {
    KeyShareEntry x25519 = new KeyShareEntry(dev.clasp.tls.protocol.NamedGroup.X25519, Bytes.of(1));
    KeyShareClientHello shares = new KeyShareClientHello(List.of(x25519));

    assertEquals(Optional.of(x25519), shares.find(dev.clasp.tls.protocol.NamedGroup.X25519));
    assertEquals(Optional.empty(), shares.find(dev.clasp.tls.protocol.NamedGroup.X448));
  }

  private static boolean takesAnyBytes(Extension extension) {
    return extension instanceof Padding || extension instanceof SessionTicket;
  }

  /** Decodes a block with one extension. */
  private static Extensions decode(ExtensionType type, String hex, MessageContext message)
      throws DecodeException {
    WireWriter out = new WireWriter();
    Extensions.of(Arrays.asList(new UnknownExtension(type, Bytes.fromHex(hex)))).encodeTo(out);
    WireReader in = WireReader.of("message", out.toBytes());
    Extensions decoded = Extensions.decode(in, message);
    in.end();
    return decoded;
  }
}
