//! Owns the running of a `generate` line: its values checked, its operations written to an array.

use super::number::check_order;
use super::{Expander, Run, Slot, check};
use crate::generate::{self, Default as DefaultValue, Parameter, Settings, Writer};
use crate::numerals::count;
use crate::operation::{Action, Pointer, Target};
use crate::problem::{Problem, Span};
use crate::random::Random;
use crate::script::tree::{Expression, Name, Setting};

impl<'t> Expander<'t> {
    pub(super) fn generate(
        &mut self,
        span: Span,
        generator: &'t Name,
        array: &'t Name,
        settings: &'t [Setting],
    ) -> Run<()> {
        let known = generate::find(&generator.text).expect("checked: the generator exists");
        let mut values = Settings::defaults(known);
        let mut seed = None;
        for setting in settings {
            if &*setting.name.text == "seed" {
                seed = Some(u64::from(self.bounded(&setting.low, "seed")?));
                continue;
            }
            let mut parameters = known.parameters.iter();
            let parameter = parameters
                .find(|parameter| *parameter.id == *setting.name.text)
                .expect("checked: the parameter exists");
            let low = self.setting(parameter, &setting.low)?;
            let high = match &setting.high {
                Some(high) => self.setting(parameter, high)?,
                None => low,
            };
            let last = setting.high.as_ref().unwrap_or(&setting.low);
            check_order(setting.low.span.to(last.span), low.into(), high.into())?;
            let value = match parameter.default {
                DefaultValue::Number(_) => DefaultValue::Number(low),
                DefaultValue::Range(..) => DefaultValue::Range(low, high),
            };
            values.set(parameter.id, value);
        }
        let limit = self.limits.operations_max;
        let operations = (known.length)(&values).saturating_add(self.operations.len() as u64);
        check(operations, limit, || {
            span.problem(format!(
                "this generator brings the script to {} operations; the limit is {}",
                count(operations),
                count(limit)
            ))
        })?;
        let mut random = Random::new(seed.unwrap_or_else(|| self.random.bits()));
        let base = match self.array(&array.text).extent() {
            None => 0,
            Some((_, last)) => last.checked_add(1).ok_or_else(|| {
                array.span.problem(format!(
                    "`{}` has no index left for a generator",
                    array.text
                ))
            })?,
        };
        let mut writer = ArrayWriter {
            expander: self,
            array: &array.text,
            base,
            span,
        };
        (known.write)(&values, &mut random, &mut writer)
    }

    fn setting(&mut self, parameter: &Parameter, value: &'t Expression) -> Result<u32, Problem> {
        let Parameter { id, min, max, .. } = parameter;
        let number = self.evaluate(value)?;
        let within = u32::try_from(number)
            .ok()
            .filter(|number| (min..=max).contains(&number));
        within.ok_or_else(|| {
            let message = format!(
                "`{id}` is {} here; it goes from {} to {}",
                count(number),
                count(min),
                count(max)
            );
            value.span.problem(message)
        })
    }
}

/// Lets a generator write to an array of the script's.
struct ArrayWriter<'e, 't> {
    expander: &'e mut Expander<'t>,
    array: &'t str,
    /// The index of the generator's element 0.
    base: u32,
    span: Span,
}

impl ArrayWriter<'_, '_> {
    fn index(&self, element: u32) -> Run<u32> {
        self.base.checked_add(element).ok_or_else(|| {
            self.span
                .problem(format!(
                    "`{}` has no index left for a generator",
                    self.array
                ))
                .into()
        })
    }

    fn allocated(&mut self, element: u32) -> Run<Pointer> {
        let index = self.index(element)?;
        let pointer = self
            .expander
            .find_or_create(Slot::Element(self.array, index), self.span)?;
        self.expander.set_live(self.array, index);
        Ok(pointer)
    }
}

impl Writer for ArrayWriter<'_, '_> {
    fn malloc(&mut self, element: u32, bytes: u32) -> Run<()> {
        let pointer = self.allocated(element)?;
        self.expander
            .emit(self.span.line, Action::Malloc { pointer, bytes })
    }

    fn realloc(&mut self, element: u32, bytes: u32) -> Run<()> {
        let pointer = self.allocated(element)?;
        let from = Target::Pointer(pointer);
        let action = Action::Realloc {
            pointer,
            from,
            bytes,
        };
        self.expander.emit(self.span.line, action)
    }

    fn free(&mut self, element: u32) -> Run<()> {
        let index = self.index(element)?;
        self.expander
            .free_element(self.array, index, self.span.line)
    }
}
