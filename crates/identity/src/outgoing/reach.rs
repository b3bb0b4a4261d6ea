//! Which internet addresses belong to the world, and which to a private network or the machine itself.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address is anybody's to call: none of the special ones of RFC 6890.
pub(crate) fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    let special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_documentation()
        || address.is_multicast()
        || first == 0
        || first >= 240
        || (first == 100 && (64..128).contains(&second)) // Shared by carriers, RFC 6598.
        || (first == 192 && second == 0 && third == 0) // Protocols, RFC 6890.
        || (first == 198 && (18..20).contains(&second)); // Benchmarks, RFC 2544.
    !special
}

/// The world's are those of 2000::/3 but for documentation, and but for those that carry an IPv4 address within (6to4, Teredo).
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    let global = first & 0xe000 == 0x2000;
    let documentation = (first == 0x2001 && second == 0xdb8) || first == 0x3fff;
    let carries_v4 = first == 0x2002 || (first == 0x2001 && second < 0x200);
    global && !documentation && !carries_v4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_known_in_every_dress() {
        for private in [
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "127.0.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:10.0.0.1",
            "2002:a00:1::",
            "2001:0:a00:1::",
            "2001:db8::1",
            "ff02::1",
            "64:ff9b::a00:1",
        ] {
            assert!(!is_public(private.parse().expect("an address")), "{private}");
        }
        for public in ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1", "2a00:1450:4009::200e"] {
            assert!(is_public(public.parse().expect("an address")), "{public}");
        }
    }
}
