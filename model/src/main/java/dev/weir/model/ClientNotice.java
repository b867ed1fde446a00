package dev.weir.model;

/** How a server is told the client's address where full NAT hides it; TCP only. */
public enum ClientNotice {
    /** It isn't. */
    NONE,
    /** By a header of the PROXY protocol, version 2, before the connection's first byte; the server must expect it. */
    PROXY_V2,
    /** By a TCP option, kind 254, on the packets of the handshake; Linux's TOA modules read it, others ignore it. */
    TOA
}
