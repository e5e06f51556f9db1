package dev.clasp.tls.protocol;

import java.util.List;

/**
 * ExtensionType (RFC 9846 §4.3); unknown values are kept.
 *
 * @param value 0 to 0xFFFF
 */
public record ExtensionType(int value) {
  public static final ExtensionType SERVER_NAME = new ExtensionType(0);
  public static final ExtensionType MAX_FRAGMENT_LENGTH = new ExtensionType(1);
  public static final ExtensionType STATUS_REQUEST = new ExtensionType(5);
  public static final ExtensionType SUPPORTED_GROUPS = new ExtensionType(10);
  public static final ExtensionType EC_POINT_FORMATS = new ExtensionType(11);
  public static final ExtensionType SIGNATURE_ALGORITHMS = new ExtensionType(13);
  public static final ExtensionType USE_SRTP = new ExtensionType(14);
  public static final ExtensionType HEARTBEAT = new ExtensionType(15);
  public static final ExtensionType APPLICATION_LAYER_PROTOCOL_NEGOTIATION = new ExtensionType(16);
  public static final ExtensionType SIGNED_CERTIFICATE_TIMESTAMP = new ExtensionType(18);
  public static final ExtensionType CLIENT_CERTIFICATE_TYPE = new ExtensionType(19);
  public static final ExtensionType SERVER_CERTIFICATE_TYPE = new ExtensionType(20);
  public static final ExtensionType PADDING = new ExtensionType(21);
  public static final ExtensionType ENCRYPT_THEN_MAC = new ExtensionType(22);
  public static final ExtensionType EXTENDED_MAIN_SECRET = new ExtensionType(23);
  public static final ExtensionType COMPRESS_CERTIFICATE = new ExtensionType(27);
  public static final ExtensionType RECORD_SIZE_LIMIT = new ExtensionType(28);
  public static final ExtensionType DELEGATED_CREDENTIAL = new ExtensionType(34);
  public static final ExtensionType SESSION_TICKET = new ExtensionType(35);
  public static final ExtensionType PRE_SHARED_KEY = new ExtensionType(41);
  public static final ExtensionType EARLY_DATA = new ExtensionType(42);
  public static final ExtensionType SUPPORTED_VERSIONS = new ExtensionType(43);
  public static final ExtensionType COOKIE = new ExtensionType(44);
  public static final ExtensionType PSK_KEY_EXCHANGE_MODES = new ExtensionType(45);
  public static final ExtensionType CERTIFICATE_AUTHORITIES = new ExtensionType(47);
  public static final ExtensionType OID_FILTERS = new ExtensionType(48);
  public static final ExtensionType POST_HANDSHAKE_AUTH = new ExtensionType(49);
  public static final ExtensionType SIGNATURE_ALGORITHMS_CERT = new ExtensionType(50);
  public static final ExtensionType KEY_SHARE = new ExtensionType(51);
  public static final ExtensionType CONNECTION_ID = new ExtensionType(54);
  public static final ExtensionType QUIC_TRANSPORT_PARAMETERS = new ExtensionType(57);
  public static final ExtensionType TICKET_REQUEST = new ExtensionType(58);
  public static final ExtensionType ENCRYPTED_CLIENT_HELLO = new ExtensionType(0xFE0D);
  public static final ExtensionType ECH_OUTER_EXTENSIONS = new ExtensionType(0xFD00);
  public static final ExtensionType RENEGOTIATION_INFO = new ExtensionType(0xFF01);

  /** Whether it is one of 0x0A0A, 0x1A1A, ... 0xFAFA, which never mean anything (RFC 8701 §2). */
  public boolean isReservedForGrease() {
    return (value & 0x0F0F) == 0x0A0A && value >>> 8 == (value & 0xFF);
  }

  private static final Names<ExtensionType> NAMES =
      new Names<>(
          List.of(
              new Names.Entry<>(SERVER_NAME, "server_name"),
              new Names.Entry<>(MAX_FRAGMENT_LENGTH, "max_fragment_length"),
              new Names.Entry<>(STATUS_REQUEST, "status_request"),
              new Names.Entry<>(SUPPORTED_GROUPS, "supported_groups"),
              new Names.Entry<>(EC_POINT_FORMATS, "ec_point_formats"),
              new Names.Entry<>(SIGNATURE_ALGORITHMS, "signature_algorithms"),
              new Names.Entry<>(USE_SRTP, "use_srtp"),
              new Names.Entry<>(HEARTBEAT, "heartbeat"),
              new Names.Entry<>(
                  APPLICATION_LAYER_PROTOCOL_NEGOTIATION, "application_layer_protocol_negotiation"),
              new Names.Entry<>(SIGNED_CERTIFICATE_TIMESTAMP, "signed_certificate_timestamp"),
              new Names.Entry<>(CLIENT_CERTIFICATE_TYPE, "client_certificate_type"),
              new Names.Entry<>(SERVER_CERTIFICATE_TYPE, "server_certificate_type"),
              new Names.Entry<>(PADDING, "padding"),
              new Names.Entry<>(ENCRYPT_THEN_MAC, "encrypt_then_mac"),
              new Names.Entry<>(EXTENDED_MAIN_SECRET, "extended_main_secret"),
              new Names.Entry<>(COMPRESS_CERTIFICATE, "compress_certificate"),
              new Names.Entry<>(RECORD_SIZE_LIMIT, "record_size_limit"),
              new Names.Entry<>(DELEGATED_CREDENTIAL, "delegated_credential"),
              new Names.Entry<>(SESSION_TICKET, "session_ticket"),
              new Names.Entry<>(PRE_SHARED_KEY, "pre_shared_key"),
              new Names.Entry<>(EARLY_DATA, "early_data"),
              new Names.Entry<>(SUPPORTED_VERSIONS, "supported_versions"),
              new Names.Entry<>(COOKIE, "cookie"),
              new Names.Entry<>(PSK_KEY_EXCHANGE_MODES, "psk_key_exchange_modes"),
              new Names.Entry<>(CERTIFICATE_AUTHORITIES, "certificate_authorities"),
              new Names.Entry<>(OID_FILTERS, "oid_filters"),
              new Names.Entry<>(POST_HANDSHAKE_AUTH, "post_handshake_auth"),
              new Names.Entry<>(SIGNATURE_ALGORITHMS_CERT, "signature_algorithms_cert"),
              new Names.Entry<>(KEY_SHARE, "key_share"),
              new Names.Entry<>(CONNECTION_ID, "connection_id"),
              new Names.Entry<>(QUIC_TRANSPORT_PARAMETERS, "quic_transport_parameters"),
              new Names.Entry<>(TICKET_REQUEST, "ticket_request"),
              new Names.Entry<>(ENCRYPTED_CLIENT_HELLO, "encrypted_client_hello"),
              new Names.Entry<>(ECH_OUTER_EXTENSIONS, "ech_outer_extensions"),
              new Names.Entry<>(RENEGOTIATION_INFO, "renegotiation_info")));

  public ExtensionType {
    if (value < 0 || value > 0xFFFF) {
      throw new IllegalArgumentException("ExtensionType: %d, expected 16 bits".formatted(value));
    }
  }

  /** The code point of a name as IANA spells it; empty for a name we do not know. */
  public static java.util.Optional<ExtensionType> byName(String name) {
    return NAMES.byName(name);
  }

  /** Every code point with a name here, in registry order. */
  public static List<ExtensionType> known() {
    return NAMES.all();
  }

  /** The IANA name, or the value in hexadecimal. */
  @Override
  public String toString() {
    return NAMES.of(this).orElseGet(() -> "0x%04x".formatted(value));
  }
}
