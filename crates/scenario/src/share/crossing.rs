//! Owns what it takes to write a [`Link`](super::Link) as plain data, such as JSON, and to read it back, beyond what
//! serde derives.

/// A speed in thousandths, written in steps a second.
pub(super) mod speed {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<S: Serializer>(
        thousandths: &Option<u32>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        thousandths
            .map(|thousandths| f64::from(thousandths) / 1000.0)
            .serialize(serializer)
    }

    /// A number that is no speed becomes one that no link holds, and that is reported when the link is written.
    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<u32>, D::Error> {
        let speed = Option::<f64>::deserialize(deserializer)?;
        Ok(speed.map(|speed| (speed * 1000.0).round() as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Link, LinkScenario};

    /// Protects: a link that went out as plain data comes back as the same link.
    #[test]
    fn a_link_comes_back_from_json() {
        for text in [
            "#v1&trace=jq&design=2:trim=on,minimum=32&design=&step=7&loop=3-9&speed=0.5",
            "#v1&script=a+%3D+malloc+16&view=bytes&window=0-64&fixed=*&predict=on",
            "#v1",
        ] {
            let link = super::super::decode(text).link;
            let json = serde_json::to_string(&link).expect("JSON");
            let back: Link = serde_json::from_str(&json).expect("a link");
            assert_eq!(back, link, "{json}");
        }
        let recording = r#"{"kind": "recording", "name": "x", "bytes": [1, 2]}"#;
        let read: LinkScenario = serde_json::from_str(recording).expect("a scenario");
        assert_eq!(serde_json::to_value(&read).expect("JSON")["bytes"][1], 2);
        assert!(serde_json::from_str::<LinkScenario>(r#"{"kind": "trace"}"#).is_err());
    }
}
