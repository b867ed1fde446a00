package dev.weir.model;

/** What a service does otherwise than is usual. */
public enum ServiceFlag {
    /** {@code sh} and {@code mh} hash the client's port too (IPVS's {@code sh-port}, {@code mh-port}). */
    HASH_PORT,
    /** {@code sh}, {@code mh} and {@code dh} pass a full server by and take another (IPVS's {@code sh-fallback}). */
    FALLBACK,
    /** Each packet is scheduled for itself and nothing is recorded; UDP only (ipvsadm's {@code --ops}). */
    ONE_PACKET,
    /** Flows of a removed server wait for its return until they time out (IPVS's {@code expire_nodest_conn=0}). */
    HOLD_GONE,
    /** A persistent client leaves a quiesced server with its next connection ({@code expire_quiescent_template}). */
    EXPIRE_QUIESCENT,
    /** Data connections of FTP go with the control connections that the service takes; TCP only (IPVS's ip_vs_ftp). */
    FTP
}
