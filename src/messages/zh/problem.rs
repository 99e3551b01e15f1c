//! Problems.

use crate::messages::Problem;

/// The template of a message.
pub const fn text(id: Problem) -> &'static str {
    match id {
        Problem::NotFound => "找不到 {file}",
        Problem::ImportEmpty => "{file} 是空文件",
        Problem::ImportBinary => "{file} 不是文本文件，无法读取",
        Problem::ImportNotUtf8 => "{file} 的文字编码不是 UTF-8，无法读取",
        Problem::ImportNoTable => "{file}：没有找到填写了的绩效指标表",
        Problem::ImportDoubt => "{name}：{doubt}",
        Problem::DoubtLevel2ByOrder => "level2: 标签不在本行，按编号和顺序推定",
        Problem::DoubtLevel1ByOrder => "level1: 标签不在本行，按顺序推定",
        Problem::DoubtLevel1InLevel2 => "level2: 二级指标栏印的是一级指标名称",
        Problem::DoubtLevelsDisagree => "level2: 与一级指标不相符，请核对",
        Problem::DoubtNoLevel1 => "level1: 表中没有一级指标标签",
        Problem::DoubtFunctionByOrder => "function: 职能标签不在本行，按顺序和含义推定",
        Problem::DoubtNoName => "name: 有编号但名称缺失",
        Problem::DoubtNoTarget => "target: 指标值缺失",
        Problem::DoubtTargetByPlace => "target: 按位置推定，请核对",
        Problem::DoubtNameByOrder => "name: 由折行拼成，起止为推定",
        Problem::DoubtNoteDiffers => "note: 与指标名称差异较大，请核对",
    }
}
