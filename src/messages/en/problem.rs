//! Problems.

use crate::messages::Problem;

/// The template of a message.
pub const fn text(id: Problem) -> &'static str {
    match id {
        Problem::NotFound => "{file} was not found",
        Problem::NotReadable => {
            "{file} cannot be read: {reason}. Check that it exists and that you may read it"
        }
        Problem::NotAFile => "{file} is not an ordinary file and cannot be opened. Name a file or a folder",
        Problem::UnknownKind => "{file} is of an unknown kind. {kinds} files and folders can be opened",
        Problem::TooLarge => {
            "{file} has {size} MB, more than the limit of {limit} MB, and was not read. Make sure that it is a filing, or split it"
        }
        Problem::NotUtf8 => "{file} is not UTF-8 text and cannot be read as TOML. Save it as UTF-8",
        Problem::SampleNotSaved => "A sample has no place to be saved to. Use “save as” and name a file",
        Problem::NewerNotSaved => {
            "{file} has a newer format than this program knows and can only be looked at. Update the program, or save as a new file"
        }
        Problem::ExistsAlready => {
            "{file} exists already and is not what was opened, so it was not overwritten. Choose another name, or open that file first"
        }
        Problem::ChangedOutside => {
            "{file} was changed by another program since it was opened and was not overwritten. Reload it, overwrite it, or save under another name"
        }
        Problem::SourceChanged => {
            "{file} was changed since it was imported, so nothing was saved. Read it again, save what is here, or save under another name"
        }
        Problem::SavedAsToml => {
            "{file} was not saved: what is written is TOML, so end the name in .toml; for a table or a document use :export"
        }
        Problem::Vanished => {
            "{file} was deleted or renamed, so nothing was saved. Write it anyway, or save under another name"
        }
        Problem::NoLongerFiling => {
            "{file} can no longer be read as a filing, so nothing was saved. Mend that file first, or save under another name"
        }
        Problem::MayNotWrite => {
            "{file} cannot be saved: no permission to write. It is unchanged. Check the permissions, or save under another name"
        }
        Problem::DiskFull => {
            "{file} cannot be saved: the disk is full. It is unchanged. Make room, or save elsewhere"
        }
        Problem::TornFiling => {
            "{file} was not saved: this filing was lost in memory and is shown empty. The file was not changed; open it again"
        }
        Problem::DiskReadOnly => {
            "{file} cannot be saved: its disk is read-only. It is unchanged. Save elsewhere"
        }
        Problem::QuotaFull => {
            "{file} cannot be saved: your disk quota is used up. It is unchanged. Make room, or save elsewhere"
        }
        Problem::NameRefused => {
            "{file} cannot be saved: the name is too long or has characters that are refused. Save under another name"
        }
        Problem::IsFolder => {
            "{file} is a folder or no regular file now and was not saved. Save under another name"
        }
        Problem::LinkLoop => "{file} cannot be saved: its links lead round in a circle. Save it elsewhere",
        Problem::NoFolder => {
            "{file} cannot be saved: there is no such folder. Make the folder first, or choose another place"
        }
        Problem::NotWritable => {
            "{file} cannot be saved: {reason}. The old file is untouched. Check permissions and free space, or save under another name"
        }
        Problem::TomlSyntax => {
            "Not valid TOML ({words}). Check that quotes, equals signs and brackets are complete"
        }
        Problem::TomlNoQuotes => {
            "The text behind = needs quotes, such as name = \"青禾县\"; write \"\" for nothing ({words})"
        }
        Problem::TomlText => {
            "The quotes of a text are not complete, or a backslash begins something unknown ({words})"
        }
        Problem::TomlHeader => {
            "The brackets of a header are not complete; write [table] or [[table]] ({words})"
        }
        Problem::TomlList => "A list needs both of its brackets, and commas between its items ({words})",
        Problem::TomlInline => {
            "An inline table needs both of its braces, and commas between its items ({words})"
        }
        Problem::TomlNoValue => "Nothing stands behind the equals sign; write \"\" for nothing ({words})",
        Problem::TomlNoEquals => "A key stands alone; write key = value ({words})",
        Problem::TomlExtra => {
            "There is more on this line than one key = value; remarks go behind # ({words})"
        }
        Problem::TomlTwice => "This key or table was written before; it can be there only once ({words})",
        Problem::TomlNumber => {
            "This is no valid number, date, true or false; anything else needs quotes ({words})"
        }
        Problem::TomlDeep => "Brackets are nested too deep ({words})",
        Problem::TomlBareKey => {
            "A key with other than plain letters needs quotes, such as \"上年结转\" = … ({words})"
        }
        Problem::TomlFullWidth => {
            "The full-width mark {found} stands here where TOML wants {wanted} ({words})"
        }
        Problem::FormatMissing => "`format` is missing. The first line should be format = {known}",
        Problem::FormatNewer => {
            "The file has format {found}, and this program knows up to {known}: it can be looked at, not saved. Update the program"
        }
        Problem::ExpectedFormat => "{key} should be the number 1, but is {found}",
        Problem::ExpectedTable => "{key} should be a table [{key}], but is {found}",
        Problem::ExpectedRows => "{key} should be rows [[{key}]], but is {found}",
        Problem::ExpectedText => "{key} should be text in quotes, but is {found}",
        Problem::ExpectedList => "{key} should be a list of texts such as [\"…\", \"…\"], but is {found}",
        Problem::ExpectedFlag => "{key} should be true or false, but is {found}",
        Problem::ExpectedNumber => "{key} should be a whole number from 0, but is {found}",
        Problem::ExpectedYear => "{key} should be a year such as 2025, but is {found}",
        Problem::ExpectedRange => "{key} should be the first and last line such as [1, 134], but is {found}",
        Problem::ExpectedChoice => "{key} should be one of {choices}, but is {found}",
        Problem::ExpectedAmount => "{key} should be an amount such as \"14575.40\", but is {found}",
        Problem::ReasonMissing => "[[allow]] lacks its reason: accepting {rule} needs one",
        Problem::UnknownKey => "The key {key} is unknown and was kept as it is",
        Problem::UnknownKeyNear => "The key {key} is unknown and was kept as it is. Did you mean {near}?",
        // Keymap.
        Problem::KeymapMode => "there is no mode [{mode}]; the modes are {modes}",
        Problem::KeymapNoKeys => "no key is given",
        Problem::KeymapKey => "unknown key {key} in \"{keys}\"",
        Problem::KeymapDigit => "\"{keys}\" begins with a digit, and digits are counts (as in 5j)",
        Problem::KeymapNotText => {
            "\"{keys}\" must be the name of a command in quotes, or \"none\" to unbind it"
        }
        Problem::KeymapCommand => "there is no command {command}",
        Problem::KeymapCommandMeant => "there is no command {command}; did you mean {meant}?",
        Problem::KeymapTyped => {
            "\"{keys}\" types text; in [typing] only keys with Ctrl or Alt and named keys can be bound"
        }
        Problem::KeymapOneKey => "\"{keys}\" is more than one key; in [{mode}] it must be one",
        Problem::KeymapAct => "nothing in [{mode}] is called {command}; there are {names}",
        Problem::KeymapDuplicate => "\"{first}\" and \"{second}\" are the same keys; the first one is bound",
        Problem::KeymapPrefix => {
            "\"{shorter}\" ({shorter_command}) is the beginning of \"{longer}\" ({longer_command}), so both cannot \
             be bound; choose other keys, or set one of them to \"none\""
        }
        Problem::ImportEmpty => "{file} is empty",
        Problem::ImportBinary => "{file} is no document that can be read",
        Problem::ImportUndecodable => {
            "The encoding of {file} is unknown (not UTF-8, GBK or UTF-16). Save it as UTF-8"
        }
        Problem::ImportDamaged => {
            "{file} is damaged or incomplete and cannot be read. Open it in its own program and save a copy"
        }
        Problem::ImportEncrypted => {
            "{file} is protected by a password and cannot be read. Remove the password and save a copy"
        }
        Problem::ImportTooMuch => {
            "The unpacked content of {file} is beyond the limits and was not read. Make sure that it is a filing, or split it"
        }
        Problem::ImportPicture => {
            "{file} is a picture, whose text cannot be read. Use a file with text (.xlsx, .docx or a PDF with text)"
        }
        Problem::ImportOldText => {
            "{file} is a document of an old Word, of WPS or RTF. Save it as .docx, then import it"
        }
        Problem::ImportOldSheet => {
            "{file} is an old or binary spreadsheet (.et, .xlsb, Excel 95). Save it as .xlsx, then import it"
        }
        Problem::ImportOfd => {
            "{file} is an OFD file. Save it as .docx or as a PDF with text in its reader, then import it"
        }
        Problem::ImportArchive => "{file} is an archive or a package of an unknown kind. Unpack it first",
        Problem::ImportHidden => "{file} has {n} hidden sheets or rows, which were not read",
        Problem::ImportByUnit => {
            "{file} has a column of targets for each unit and none for the whole: it was read as {n} filings, one a unit; funds and goals are the same in each, please review"
        }
        Problem::ImportPageTooLarge => {
            "{file} has more than 8 MB, the most that is read of a web page, and was not read. Save only the page with the table, or save it as .xlsx or .docx"
        }
        Problem::ImportOtherSheet => "[{sheet}] {text}",
        Problem::PdfNotHere => {
            "{file} is a PDF. Open it from a folder or the command line, where pdftotext takes its text out"
        }
        Problem::PdfToolMissing => {
            "{file} is a PDF, and reading it takes pdftotext: on Debian or Ubuntu run apt install poppler-utils poppler-data, on macOS brew install poppler, on Windows winget install oschwartz10612.Poppler"
        }
        Problem::PdfDataMissing => {
            "The Chinese fonts of {file} need character maps: on Debian or Ubuntu run apt install poppler-data, on macOS brew install poppler; on Windows install all of Poppler again"
        }
        Problem::PdfEncrypted => {
            "{file} is an encrypted PDF and cannot be read. Remove the password and save a copy"
        }
        Problem::PdfScanned => {
            "{file} is a scanned PDF without text. Use the original file, or recognize its text (OCR) first"
        }
        Problem::PdfDamaged => "{file} is not a whole PDF, and pdftotext cannot read it: {reason}",
        Problem::PdfTooSlow => {
            "{file} was not read within {seconds} seconds and was given up. Split this PDF first"
        }
        Problem::PdfTooMuch => {
            "The text of {file} is larger than {limit} MB and was not read. Split this PDF first"
        }
        Problem::ImportNoTable => "{file}: no indicator table found",
        Problem::DoubtLevel2ByOrder => "level2: the label is not in this row; order and numbers tell it",
        Problem::DoubtLevel1ByOrder => "level1: the label is not in this row; order tells it",
        Problem::DoubtLevel1InLevel2 => "level2: the level-2 column holds a level-1 name",
        Problem::DoubtLevelsDisagree => "level2: does not belong to the level 1",
        Problem::DoubtNoLevel1 => "level1: the table prints no level-1 label",
        Problem::DoubtNoLevel2 => "level2: no label stands for this row; it may be lost",
        Problem::DoubtOtherWords => "level2: the name speaks for another level 2; a label may be lost",
        Problem::DoubtNameCut => "name: looks cut off or mixed with other text",
        Problem::DoubtFunctionByOrder => "function: the label is not in this row; order and meaning tell it",
        Problem::DoubtNoName => "name: the row has no name",
        Problem::DoubtNoTarget => "target: the value is missing",
        Problem::DoubtMoved => {
            "target: the cells stand beside their columns, their contents tell which they are of"
        }
        Problem::DoubtTargetOfTime => {
            "target: several years or quarters stand side by side, and the form does not say which is its own; the last was taken"
        }
        Problem::DoubtTargetByPlace => "target: its place tells it, not its form",
        Problem::DoubtNameByOrder => "name: joined from wrapped lines whose ends are guessed",
        Problem::RecordBad => {
            "line {line} is no filing and no document and was passed over; each line should be a JSON object: the filing itself, or a document with file and text (or base64)"
        }
        Problem::NotExported => "cannot export: {reason}",
        Problem::ExportCellTooLong => {
            "cannot export to Excel: the cell of “{filing}” that begins with “{text}” has {n} characters, and Excel holds {most}. Shorten it, or export to docx or html"
        }
        Problem::ExportToTerminal => {
            "a terminal cannot show a document of Excel or Word: send it through a pipe or into a file, or name a file after -o"
        }
        Problem::ExportOneToPipe => {
            "“-o -” writes one document to standard output: name its kind with --to (markdown, html, json, csv, xlsx or docx); a dataset (jsonl, parquet) needs a file or a folder after -o"
        }
        Problem::ExportKind => {
            "cannot tell what to export to: {file}. End the name with .xlsx .docx .html .md .csv .json .jsonl or .parquet, or give --to"
        }
        Problem::DoubtNoteDiffers => "note: differs much from the name",
        // Configuration.
        Problem::ConfigWidth => "{key} should be \"auto\", 1 or 2",
        Problem::ConfigYesNoAuto => "{key} should be \"auto\", true or false",
        Problem::LogNotOpened => {
            "the log file {file} cannot be opened: {reason}; name one that may be written"
        }
        Problem::LogIsOther => {
            "{file} holds something that is no log; nothing was written. Name another file after --log"
        }
        Problem::VerboseNeedsLog => "the workbench has the whole screen: -v needs --log FILE",
        Problem::ConfigKey => "unknown key {key}; there are {keys}",
        Problem::ConfigKeyNear => "unknown key {key}; did you mean {near}?",
        Problem::ConfigTable => "{key} should be a table",
        Problem::ConfigText => "{key} should be a quoted text",
        Problem::ConfigTexts => "{key} should be a quoted text or a list of them, such as [\"…\", \"…\"]",
        Problem::ConfigSeverity => "{key} should be \"error\", \"warning\", \"info\" or \"off\"",
        Problem::ConfigTheme => "there is no theme “{word}”; there are {words}",
        Problem::ConfigThemeNear => "there is no theme “{word}”; did you mean {near}?",
        Problem::ConfigMouse => "{key} should be true, false or \"auto\"",
        Problem::ConfigNumber => "{key} should be a whole number from 0 to {max}",
        Problem::ConfigDecimal => "{key} should be a number",
        Problem::ConfigBounds => "the min of {key} is above its max",
        Problem::ConfigOperator => "“{word}” is no sign; there are ≥ ≤ > < = and 无 for none",
        Problem::ConfigRules => "rules of one's own are written as [[{key}]], one table each",
        Problem::ConfigRule => {
            "there is no rule {rule}. Give a code (V06), the letter of a family (V), a name, or ALL"
        }
        Problem::ConfigRuleOfTwo => {
            "{rule} is found where two filings are compared (tianbao diff); it cannot be chosen here"
        }
        Problem::ConfigRuleNear => "there is no rule {rule}; did you mean {near}?",
        Problem::ConfigRuleLacks => "this rule lacks {key}",
        Problem::ConfigRuleTwice => "the code or name of the rule {code} {name} is taken",
        Problem::ConfigCode => "the code of a rule of one's own is X and digits, such as X01, not {code}",
        Problem::ConfigCondition => "the condition {key} belongs into when = { … } or require = { … }",
        Problem::ConfigNoCondition => "when and require of a rule need at least one condition",
        Problem::ConfigRefused => "nothing was checked. Please mend the above first",
        // Fixes and baselines of the command line.
        Problem::FixNeedsImport => {
            "{file} is a document and cannot be fixed in place. Import it with tianbao import and fix the TOML"
        }
        Problem::FixReadOnly => {
            "{file} has a newer format: it may be looked at only and was not fixed. Please upgrade"
        }
        Problem::BaselineBad => "{file} is no baseline. Make one with --write-baseline",
        Problem::BaselineNotReplaced => {
            "{file} holds something that is no baseline and was left as it is. Name another file after --write-baseline"
        }
    }
}
