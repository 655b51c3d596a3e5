//! Who may ask. A browser sends what any web page tells it to send; only a request that names this
//! server by a loopback name comes from an address the user typed (DNS rebinding sends another
//! name), and only one without a foreign origin comes from one of its own pages.

use axum::http::{HeaderMap, header};

/// The names under which the server on one port answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hosts {
    port: u16,
}

impl Hosts {
    pub(super) fn new(port: u16) -> Self {
        Self { port }
    }

    /// Whether the request names this server in its `Host` header.
    pub(super) fn is_named(self, headers: &HeaderMap) -> bool {
        let mut hosts = headers.get_all(header::HOST).iter();
        match (hosts.next().map(|host| host.to_str()), hosts.next()) {
            (Some(Ok(host)), None) => self.is_own(host),
            _ => false,
        }
    }

    /// Whether the request comes from one of this server's pages, or from no page at all.
    pub(super) fn is_same_origin(self, headers: &HeaderMap) -> bool {
        let origin_is_own = headers.get_all(header::ORIGIN).iter().all(|origin| {
            let host = origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://"));
            host.is_some_and(|host| self.is_own(host))
        });
        let site_is_own = headers
            .get_all("sec-fetch-site")
            .iter()
            .all(|site| site == "same-origin" || site == "none");
        origin_is_own && site_is_own
    }

    /// Whether a browser says that one of this server's pages sends the request: what changes something
    /// is accepted from nobody else. Every browser sends the origin of a POST (Fetch, section 3.2).
    pub(super) fn is_from_own_page(self, headers: &HeaderMap) -> bool {
        headers.contains_key(header::ORIGIN)
            && self.is_same_origin(headers)
            && headers.get_all("sec-fetch-site").iter().all(|site| site == "same-origin")
    }

    fn is_own(self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
            _ => (host, Some(80)),
        };
        let name_is_own =
            ["127.0.0.1", "localhost", "[::1]"].iter().any(|own| name.eq_ignore_ascii_case(own));
        name_is_own && port == Some(self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(list: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in list {
            headers.append(*name, value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn only_loopback_names_with_the_port_are_own() {
        let hosts = Hosts::new(4000);
        for own in ["127.0.0.1:4000", "localhost:4000", "LOCALHOST:4000", "[::1]:4000"] {
            assert!(hosts.is_named(&headers(&[("host", own)])), "{own}");
        }
        let foreign = [
            "evil.example:4000",
            "127.0.0.1",
            "127.0.0.1:4001",
            "localhost.evil.example:4000",
            "localhost:",
            "[::1]",
            "",
            "localhost:4000:4000",
            "127.0.0.1:04000x",
            "::1:4000",
        ];
        for foreign in foreign {
            assert!(!hosts.is_named(&headers(&[("host", foreign)])), "{foreign}");
        }
        assert!(!hosts.is_named(&headers(&[])));
        let two = [("host", "127.0.0.1:4000"), ("host", "evil.example")];
        assert!(!hosts.is_named(&headers(&two)));
        assert!(Hosts::new(80).is_named(&headers(&[("host", "localhost")])));
    }

    #[test]
    fn only_own_pages_are_same_origin() {
        let hosts = Hosts::new(4000);
        let check = |list: &[(&'static str, &'static str)], expect: bool| {
            assert_eq!(hosts.is_same_origin(&headers(list)), expect, "{list:?}");
        };
        check(&[], true);
        check(&[("origin", "http://localhost:4000")], true);
        check(&[("sec-fetch-site", "same-origin")], true);
        check(&[("origin", "http://localhost:4000"), ("sec-fetch-site", "same-origin")], true);
        check(&[("origin", "http://evil.example")], false);
        check(&[("origin", "null")], false);
        check(&[("origin", "https://localhost:4000")], false);
        check(&[("origin", "http://localhost:3000")], false);
        check(&[("sec-fetch-site", "cross-site")], false);
        check(&[("origin", "http://localhost:4000"), ("origin", "http://evil.example")], false);
    }

    #[test]
    fn only_own_pages_may_write() {
        let hosts = Hosts::new(4000);
        let check = |list: &[(&'static str, &'static str)], expect: bool| {
            assert_eq!(hosts.is_from_own_page(&headers(list)), expect, "{list:?}");
        };
        let own = ("origin", "http://127.0.0.1:4000");
        check(&[own], true);
        check(&[own, ("sec-fetch-site", "same-origin")], true);
        check(&[], false);
        check(&[("sec-fetch-site", "same-origin")], false);
        check(&[own, ("sec-fetch-site", "none")], false);
        check(&[own, ("sec-fetch-site", "cross-site")], false);
        check(&[own, ("origin", "http://evil.example")], false);
        check(&[("origin", "null")], false);
        check(&[("origin", "http://127.0.0.1:4001")], false);
    }
}
