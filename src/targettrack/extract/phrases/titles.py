"""What a document says of itself: title, day, issuer, year, the window of a plan."""

from __future__ import annotations

import re

SESSION = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日[^。]{0,12}?在?[^。]{0,40}(?:代表大会|会议|人代会)")
DAY = re.compile(r"(?<!\d)(20\d\d)年(\d{1,2})月(\d{1,2})日")
TITLE = re.compile(
    r"政府工作报告|任务分解|任务分工|责任分工|工作要点|重点工作|民生实事|规划|纲要|行动计划|实施方案|工作方案"
    r"|工作报告|目标任务|责任清单|任务清单",
)
# A text in one line: its title is what stands before the first sign.
RUN_TOGETHER = re.compile(r"[^。，:;]{2,50}?(?:规划纲要|发展规划|工作报告|任务分解表|工作要点|实施方案|行动计划)")
PLACE = r"[\u4e00-\u9fff]{2,12}?(?:省|自治区|自治州|地区|盟|市|县|自治县|区|旗|镇|乡|街道|开发区|新区)"
ISSUER = re.compile(
    rf"(?:代表|^|在|——|关于印发|[《\s])((?:{PLACE}){{1,2}})(?:第.{{1,4}}届)?(?:人民政府|人民代表大会|政府"
    rf"|人民(?=代表))",
)
IN_PASSING = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,5}?(?:省|自治区|自治州|市|县|区|旗|镇|乡|街道))(?:人民)?政府"
)
YEAR_OF_WORK = re.compile(
    r"(?<!\d)(20\d\d)年?(?:度)?(?:全[市县区镇省州乡]|[\u4e00-\u9fff]{0,8}?)?(?:主要|政府|重点|经济社会"
    r"|经济和社会|国民经济|总体|各项|市|县|区){0,4}(?:的)?(?:发展)?(?:的)?(?:主要)?(?:预期)?(?:工作安排"
    r"|工作计划|工作部署|工作任务|工作打算|工作思路|工作建议|重点工作|重点任务|主要任务|主要目标|预期目标"
    r"|发展目标|目标任务|任务|目标|工作要点|政府工作|工作重点|总体要求|民生实事|为民办实事)",
)
AHEAD = re.compile(r"(?:展望|对|做好|围绕|奋进|决战|聚焦)(20\d\d)年")
BEHIND = re.compile(r"(?:回顾|回望|总结)(20\d\d)年|(20\d\d)年[^，。]{0,8}(?:回顾|总结|工作情况|完成情况)")
FIVE = re.compile(r"“?十([三四五六])五”?(?:时期|规划|发展|纲要)?|国民经济和社会发展第十([三四五六])个五年规划")
SPAN = re.compile(r"[((](20\d\d)年?\s?[-—~至]{1,2}\s?(20\d\d)年?[))]")
MUNICIPAL = ("北京市", "天津市", "上海市", "重庆市")
HALF_YEAR = re.compile(r"(20\d\d)年上半年")
ANY_YEAR = re.compile(r"(20\d\d)年")
# What a text calls its own area, where its issuer does not tell.
OUR_PROVINCE = re.compile("我省|全省经济社会发展主要")
OUR_TOWN = re.compile("我镇|全镇|我乡|全乡|我街道")
OUR_COUNTY = re.compile("我县|全县|我区|县政府")
OUR_CITY = re.compile("我市|全市|市政府")
TOWNS = re.compile(r"各?镇[((](?:街|乡|街道)[))]|镇街|乡镇")
COUNTIES = re.compile(r"各?县[((]?[市、]?区?|县域")
