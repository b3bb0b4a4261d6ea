//! Words of the closed vocabularies by their ids, as the register file has them.

use std::borrow::Cow;

use redress_domain::words::Word;
use serde::{Deserialize, Deserializer};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

macro_rules! wire_words {
    ($($name:ident => $domain:ty, $meaning:literal;)+) => { $(
        #[doc = $meaning]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name(pub $domain);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let id = Cow::<str>::deserialize(deserializer)?;
                <$domain>::from_id(&id).map(Self).ok_or_else(|| serde::de::Error::custom(unknown::<$domain>()))
            }
        }

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let ids = <$domain>::ALL.iter().map(|word| word.id());
                let object = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(ids)).description(Some($meaning));
                RefOr::T(Schema::Object(object.build()))
            }
        }

        impl ToSchema for $name {}
    )+ };
}

wire_words! {
    Channel => redress_domain::procedure::Channel, "How a complaint reaches us.";
    UsedAs => redress_domain::case::AttachmentUse, "What a file is for.";
    Means => redress_domain::procedure::Means, "By what means somebody was contacted.";
    BroughtBy => redress_domain::register::BroughtBy, "Who brings a complaint.";
    FailedTest => redress_domain::case::FailedTest, "Which of the two tests failed.";
    WrittenReply => redress_domain::case::WrittenReply, "Whether a written reply is wanted.";
    Recipient => redress_domain::case::Recipient, "To whom something is told.";
    Ground => redress_domain::case::BoardGround, "Why a matter goes to the board.";
    Payment => redress_domain::case::PaymentStep, "How far compensation has come.";
    Kind => redress_domain::case::LinkKind, "How two cases hang together.";
}

fn unknown<T: Word>() -> String {
    let ids: Vec<&str> = T::ALL.iter().map(|word| word.id()).collect();
    format!("unknown word, expected one of: {}", ids.join(", "))
}
