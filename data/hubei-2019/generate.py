"""Invent the hand-over of a contest: same seed, same bytes. Nothing here is a real team, order or mark.

    python data/hubei-2019/generate.py [--out DIR]

Magnitudes follow the few public figures (data/published); names of places and products are real, people are not.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import math
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

SEED = "hubei-2019"
WINDOW_START, WINDOW_END = datetime(2019, 5, 1), datetime(2019, 9, 2)
PAID, UNPAID, EXPIRED, SOLD_OUT = "支付成功", "未支付", "已支付(过期)", "已支付(无库存)"
ORDER_HEADER = ("参与者", "项目名称", "应付总额", "邮编", "手机", "配送地址", "收货人", "支付状态", "订单号", "下单时间",
                "支付时间")
JUDGES, CRITERIA = 7, ("公益性", "资源动员能力")

# city, county, product, county and product in English, category, o(nline) r(egistered) w(ithdrawn before the start)
PLACES = """
武汉市|新洲区|张店鱼面|Xinzhou|fish noodles|杂粮干货|o
武汉市|黄陂区|荆蜜|Huangpi|chaste-tree honey|初级农产品|o
武汉市|江夏区|光明茶|Jiangxia|Guangming tea|茶叶|r
武汉市|蔡甸区|莲藕|Caidian|lotus root|生鲜|r
黄石市|阳新县|山茶油|Yangxin|camellia oil|初级农产品|o
黄石市|阳新县|湖蒿|Yangxin|artemisia shoots|生鲜|r
黄石市|大冶市|苕粉|Daye|sweet-potato starch|杂粮干货|o
黄石市|大冶市|保安狗血桃|Daye|Bao'an peaches|生鲜|r
十堰市|房县|黑木耳|Fangxian|black fungus|杂粮干货|o
十堰市|房县|黄酒|Fangxian|yellow rice wine|初级农产品|o
十堰市|竹溪县|贡米|Zhuxi|tribute rice|杂粮干货|o
十堰市|竹山县|绿松石手作|Zhushan|turquoise craft|手工艺品|o
十堰市|郧西县|马头山羊|Yunxi|Matou goat|生鲜|r
十堰市|郧阳区|木瓜|Yunyang|papaya quince|生鲜|r
十堰市|丹江口市|武当蜜橘|Danjiangkou|Wudang tangerines|生鲜|o
宜昌市|秭归县|脐橙|Zigui|navel oranges|生鲜|o
宜昌市|长阳县|火烧坪萝卜|Changyang|Huoshaoping radish|生鲜|o
宜昌市|五峰县|采花毛尖|Wufeng|Caihua tea|茶叶|o
宜昌市|远安县|香菇|Yuan'an|shiitake|杂粮干货|r
宜昌市|兴山县|昭君眉豆|Xingshan|Zhaojun beans|杂粮干货|r
宜昌市|枝江市|玛瑙米|Zhijiang|Manao rice|杂粮干货|r
襄阳市|保康县|葛粉|Baokang|kudzu starch|杂粮干货|o
襄阳市|南漳县|香菇酱|Nanzhang|shiitake sauce|初级农产品|o
襄阳市|谷城县|汉家刘氏茶|Gucheng|Hanjia tea|茶叶|r
襄阳市|宜城市|大虾面|Yicheng|shrimp noodles|杂粮干货|r
鄂州市|梁子湖区|武昌鱼|Liangzihu|Wuchang bream|生鲜|o
鄂州市|华容区|胡柚|Huarong|pomelo hybrid|生鲜|r
荆门市|京山市|桥米|Jingshan|Qiao rice|杂粮干货|o
荆门市|钟祥市|葛粉面|Zhongxiang|kudzu noodles|杂粮干货|r
荆门市|东宝区|圣境花谷蜜|Dongbao|flower-valley honey|初级农产品|r
孝感市|大悟县|花生|Dawu|peanuts|杂粮干货|o
孝感市|孝昌县|太子米|Xiaochang|Taizi rice|杂粮干货|o
孝感市|孝南区|麻糖|Xiaonan|sesame candy|初级农产品|r
孝感市|安陆市|白花菜|Anlu|pickled white flower|杂粮干货|r
荆州市|洪湖市|莲子|Honghu|lotus seeds|杂粮干货|o
荆州市|监利县|黄鳝|Jianli|rice-field eel|生鲜|o
荆州市|公安县|葡萄|Gong'an|grapes|生鲜|r
荆州市|松滋市|鸡蛋面|Songzi|egg noodles|杂粮干货|r
荆州市|石首市|笔架鱼肚|Shishou|fish maw|生鲜|r
黄冈市|罗田县|板栗|Luotian|chestnuts|杂粮干货|o
黄冈市|罗田县|甜柿|Luotian|sweet persimmons|生鲜|r
黄冈市|英山县|云雾茶|Yingshan|cloud-mist tea|茶叶|o
黄冈市|蕲春县|艾条|Qichun|moxa sticks|手工艺品|o
黄冈市|麻城市|福白菊|Macheng|Fubai chrysanthemum|茶叶|o
黄冈市|红安县|苕皮|Hong'an|sweet-potato sheets|杂粮干货|o
黄冈市|团风县|荸荠|Tuanfeng|water chestnuts|生鲜|r
黄冈市|浠水县|山泉豆腐干|Xishui|dried tofu|初级农产品|r
黄冈市|黄梅县|挑花绣|Huangmei|cross-stitch|手工艺品|r
黄冈市|武穴市|酥糖|Wuxue|crisp candy|初级农产品|r
咸宁市|通山县|隐水枇杷|Tongshan|loquats|生鲜|o
咸宁市|通城县|麦市干子|Tongcheng|Maishi bean curd|初级农产品|o
咸宁市|崇阳县|雷竹笋|Chongyang|bamboo shoots|杂粮干货|r
咸宁市|赤壁市|青砖茶|Chibi|brick tea|茶叶|r
随州市|随县|泡泡青|Suixian|winter greens|生鲜|o
随州市|广水市|胭脂红鲜桃|Guangshui|red peaches|生鲜|r
随州市|曾都区|银杏果|Zengdu|ginkgo nuts|杂粮干货|r
恩施土家族苗族自治州|恩施市|玉露|Enshi|Yulu tea|茶叶|o
恩施土家族苗族自治州|利川市|山药|Lichuan|Chinese yam|生鲜|o
恩施土家族苗族自治州|巴东县|土豆|Badong|potatoes|生鲜|o
恩施土家族苗族自治州|建始县|猕猴桃|Jianshi|kiwi fruit|生鲜|o
恩施土家族苗族自治州|宣恩县|贡水白柚|Xuan'en|white pomelo|生鲜|r
恩施土家族苗族自治州|咸丰县|白茶|Xianfeng|white tea|茶叶|r
恩施土家族苗族自治州|来凤县|凤头姜|Laifeng|Fengtou ginger|初级农产品|o
恩施土家族苗族自治州|来凤县|西兰卡普|Laifeng|Tujia brocade|手工艺品|r
恩施土家族苗族自治州|鹤峰县|葛仙米|Hefeng|Nostoc algae|杂粮干货|r
仙桃市|沔城镇|沔阳藕带|Miancheng|lotus sprouts|生鲜|o
仙桃市|郭河镇|黄金鲫|Guohe|golden crucian|生鲜|w
潜江市|熊口镇|小龙虾|Xiongkou|crayfish|生鲜|o
潜江市|张金镇|虾稻米|Zhangjin|crayfish-field rice|杂粮干货|r
天门市|石家河镇|黄豆|Shijiahe|soybeans|杂粮干货|o
天门市|张港镇|花椰菜|Zhanggang|cauliflower|生鲜|r
神农架林区|红坪镇|百花蜜|Hongping|wildflower honey|初级农产品|o
"""
IN_ENGLISH = {"武汉市": "Wuhan", "黄石市": "Huangshi", "十堰市": "Shiyan", "宜昌市": "Yichang", "襄阳市": "Xiangyang",
              "鄂州市": "Ezhou", "荆门市": "Jingmen", "孝感市": "Xiaogan", "荆州市": "Jingzhou", "黄冈市": "Huanggang",
              "咸宁市": "Xianning", "随州市": "Suizhou", "恩施土家族苗族自治州": "Enshi", "仙桃市": "Xiantao",
              "潜江市": "Qianjiang", "天门市": "Tianmen", "神农架林区": "Shennongjia"}
TAILS = ("，大山里的好味道", "，助农同行", "（扶贫专场）", "，一份心意一户脱贫", "，乡亲们的手艺", "，从田头到餐桌")
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", ("志远", "春兰", "国庆", "秀梅", "大勇", "小满", "桂香", "建军", "䶮")
CITIES = {"湖北省": ("武汉市洪山区", "宜昌市西陵区", "襄阳市樊城区"), "北京市": ("朝阳区", "海淀区"), "上海市": ("浦东新区",),
          "广东省": ("广州市天河区", "深圳市南山区"), "浙江省": ("杭州市西湖区",), "江苏省": ("南京市鼓楼区",),
          "山东省": ("济南市历下区",), "四川省": ("成都市锦江区",), "河南省": ("郑州市金水区",), "湖南省": ("长沙市岳麓区",),
          "陕西省": ("西安市雁塔区",), "福建省": ("厦门市思明区",), "安徽省": ("合肥市蜀山区",), "重庆市": ("渝中区",),
          "辽宁省": ("沈阳市和平区",), "河北省": ("石家庄市长安区",), "广西壮族自治区": ("南宁市青秀区",)}

# What the story needs: orders, yuan a portion, marks around which the judges scatter, households, likes an order.
STORY = {
    "T57": {"orders": 1650, "price": 58, "marks": (88.5, 84.0), "households": 158},
    "T16": {"orders": 2350, "price": 46, "marks": (86.0, 83.0), "households": 142},
    "T09": {"orders": 1250, "price": 52, "marks": (84.5, 76.0), "households": 121},
    "T42": {"orders": 980, "price": 66, "marks": (87.0, 81.0), "households": 118},
    "T40": {"orders": 1120, "price": 49, "marks": (89.0, 83.0), "households": 107},
    "T72": {"orders": 790, "price": 72, "marks": (92.0, 82.0), "households": 99},
    "T31": {"orders": 3300, "price": 27, "marks": (79.0, 80.0), "households": 76, "likes": 690},
    "T68": {"orders": 5400, "price": 62, "marks": (63.0, 72.0), "households": 54},       # carried by money
    "T35": {"orders": 1380, "price": 39, "marks": (89.1, 84.6), "households": 112, "likes": 2150},  # looks bought
}
BURST_TEAM, BURST_ORDERS, BURST_BUYERS = "T35", 640, 12
BURST_BEGINS = datetime(2019, 7, 18, 1, 40)
MARK_LEVERS = {("T40", 2, "资源动员能力"): 81.7}  # without it T40 stands 0.01 below T72
WITHDRAWN_FINALIST = "T16"
ZERO_SALES, NO_COUNTER, FAILED, UNREADABLE = "T51", "T26", "T07", "T31"
ROUNDED, LOWER_BOUND, PADDED = ("T16", "T60"), "T57", {"T05": 50000, "T44": 20000}
LOTTERY_TEAMS = ("T10", "T28", "T43", "T59")
FREIGHT_YUAN = (0, 0, 0, 6, 8, 10)


def chance(*purpose) -> Random:
    """A generator of its own for every purpose, so that changing one table leaves the others as they are."""
    return Random("-".join(map(str, (SEED, *purpose))))


def make_teams() -> list[dict]:
    teams = []
    for number, line in enumerate(PLACES.strip().splitlines(), start=1):
        city, county, product, county_en, product_en, category, status = line.split("|")
        team, pick = f"T{number:02d}", chance("team", number)
        registered = datetime(2019, 4, 8) + timedelta(days=(number * 17) % 31)
        teams.append({
            "team": team, "name_zh": f"{county}{product}队", "name_en": f"{county_en} {product_en}",
            "project": f"{county}{product}{TAILS[number % len(TAILS)]}",
            "leader": pick.choice(SURNAMES) + GIVEN[number % len(GIVEN)], "city": city,
            "city_en": IN_ENGLISH[city], "county": county,
            "category": category, "status": {"o": "online", "r": "registered", "w": "withdrawn"}[status],
            "registered_on": f"{registered:%Y-%m-%d}"})
    return teams


def describe_projects(teams: list[dict]) -> dict[str, dict]:
    """Size, prices and quality of every team online: heavy-tailed, with the story's teams as stated."""
    projects, online = {}, [team for team in teams if team["status"] == "online"]
    for place, team in enumerate(sorted(online, key=lambda t: chance("size", t["team"]).random())):
        pick, code = chance("project", team["team"]), team["team"]
        drawn = {"orders": max(3, round(900 * math.exp(-0.135 * place))), "price": pick.randrange(28, 69),
                 "marks": (pick.uniform(62, 84), pick.uniform(58, 82)), "households": pick.randrange(12, 96),
                 "likes": pick.randrange(180, 780)}
        project = drawn | STORY.get(code, {})
        project |= {"freight": pick.choice(FREIGHT_YUAN), "repeat": pick.uniform(0.04, 0.22),
                    "spread": pick.randrange(6, len(CITIES) + 1), "lottery": code in LOTTERY_TEAMS,
                    "begins": datetime(2019, 5, 3) + timedelta(days=pick.randrange(0, 88), hours=10)}
        if code == ZERO_SALES:
            project["orders"] = 0
        if code in (BURST_TEAM,):
            project["begins"] = BURST_BEGINS.replace(hour=10, minute=0) - timedelta(days=9)
        if code == FAILED:
            project["orders"] = 23
        projects[code] = project
    return projects


def make_orders(team: dict, project: dict) -> list[dict]:
    """One team's orders as the platform knows them, quantity and kind included."""
    pick, orders = chance("orders", team["team"]), []
    places = [(province, district) for province, districts in CITIES.items() for district in districts]
    home = [place for place in places if place[0] == "湖北省"]
    away = pick.sample([place for place in places if place[0] != "湖北省"], min(project["spread"], len(CITIES) - 1))
    buyers: list[str] = []
    for number in range(project["orders"]):
        ordered = project["begins"] + timedelta(days=30 * pick.random() ** 1.25, seconds=pick.randrange(86400) // 9)
        kind = pick.choices(("goods", "no-reward", "lottery"), (90, 4, 6 if project["lottery"] else 0))[0]
        quantity = pick.choices((1, 2, 3, 5), (78, 14, 6, 2))[0] if kind == "goods" else 1
        yuan = {"goods": project["price"] * quantity + project["freight"], "lottery": 1,
                "no-reward": pick.choice((2, 5, 10, 20, 50, 66))}[kind]
        if buyers and pick.random() < project["repeat"]:
            buyer = pick.choice(buyers)
        else:
            buyer = f"{pick.choice(('jd_', '京友', 'sunny', '红心', 'user'))}{team['team'][1:]}{number:04x}"
        buyers.append(buyer)
        if team["team"] == BURST_TEAM and number < BURST_ORDERS:
            ordered = BURST_BEGINS + timedelta(seconds=pick.randrange(3 * 3600))
            buyer, kind, quantity = f"jd_x{number % BURST_BUYERS:02d}", "goods", 1
            yuan = project["price"] + project["freight"]
        province, district = pick.choice(home if pick.random() < 0.45 else away or home)
        status = pick.choices((PAID, UNPAID, EXPIRED, SOLD_OUT), (930, 45, 15, 10))[0]
        paid = ordered + timedelta(seconds=pick.randrange(15, 1500))
        orders.append({"team": team["team"], "project": team["project"], "buyer": buyer, "fen": 100 * yuan,
                       "freight_fen": 100 * project["freight"] if kind == "goods" else 0, "kind": kind,
                       "quantity": quantity, "status": status, "ordered": ordered,
                       "paid": None if status == UNPAID else paid, "province": province, "district": district,
                       "street": f"{pick.choice(('解放', '人民', '东风', '文化', '长江'))}路{pick.randrange(1, 300)}号",
                       "phone": f"100{pick.randrange(10**8):08d}", "postcode": f"{pick.randrange(100, 999)}000",
                       "recipient": pick.choice(SURNAMES) + pick.choice(("先生", "女士")),
                       "number": f"{ordered:%Y%m%d%H%M%S}{team['team'][1:]}{number:04d}"})
    return orders


def set_border_cases(orders: list[dict]) -> None:
    """Support at the window's borders and outside it, and instants that nobody can read."""
    paid = [order for order in orders if order["status"] == PAID and order["kind"] == "goods"
            and order["team"] not in (BURST_TEAM, FAILED, UNREADABLE)]
    instants = [WINDOW_START, WINDOW_START - timedelta(seconds=1), WINDOW_START - timedelta(days=3),
                WINDOW_END - timedelta(seconds=1), WINDOW_END, WINDOW_END + timedelta(hours=5),
                WINDOW_END + timedelta(days=2), WINDOW_END - timedelta(hours=20), WINDOW_END - timedelta(days=1)]
    for order, instant in zip(chance("borders").sample(paid, len(instants)), instants, strict=True):
        order["paid"] = instant
    for order in chance("instants").sample([o for o in paid if o["paid"] < datetime(2019, 8, 30)], 2):
        order["paid_text"] = "2019-07-32 25:61:00"


def make_refunds(orders: list[dict]) -> list[dict]:
    """Full and partial refunds; one row twice, one of an order that is not in the export."""
    pick, refunds = chance("refunds"), []
    goods = [order for order in orders if order["status"] == PAID and order["kind"] == "goods"
             and order["team"] not in (FAILED, UNREADABLE)]
    for number, order in enumerate(pick.sample(goods, 180), start=1):
        whole = order["fen"] - order["freight_fen"]
        fen = pick.choice((whole, whole, order["fen"], whole * 3 // 10, whole // 2))
        refunds.append({"refund": f"TK{number:05d}", "order": order["number"], "fen": fen, "team": order["team"],
                        "at": order["paid"] + timedelta(days=pick.randrange(2, 12)),
                        "reason": pick.choice(("破损补偿", "漏发", "买家取消", "物流超时"))})
    refunds.insert(60, dict(refunds[41]))
    refunds.append(refunds[-1] | {"refund": "TK90001", "order": "2019061512000099000123", "reason": "订单号有误", "team": ""})
    return refunds


def written_instant(instant: datetime | None, style: float) -> str:
    if instant is None:
        return ""
    if style < 0.015:
        return f"{instant:%Y}年{instant.month}月{instant.day}日 {instant:%H:%M:%S}"
    if style < 0.03:
        return f"{instant:%Y}/{instant.month}/{instant.day} {instant:%H:%M:%S}"
    return f"{instant:%Y-%m-%d %H:%M:%S}"


def full_width(text: str) -> str:
    return text.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})


def written_order(order: dict, pick: Random) -> str:
    """A line of the export: the address half inside, half outside its quotes, and two fields too many."""
    style, yuan = pick.random(), f"{order['fen'] / 100:.2f}"
    yuan = full_width(yuan) if style < 0.004 else f"￥{order['fen'] / 100:,.2f}" if style < 0.010 else yuan
    yuan = order.get("fen_text", yuan)
    project = order["project"]
    if style > 0.99:
        project = " " + project.replace("，", ",") if "，" in project and style > 0.997 else project + " "
    if "," in project:
        project = f'"{project}"'
    address = "" if order["kind"] == "no-reward" else f'"{order["province"]}{order["district"]}"{order["street"]}'
    province = "" if order["kind"] == "no-reward" else order["postcode"]
    return ",".join((order["buyer"], project, yuan, province, order["phone"], address, order["recipient"],
                     order["status"], order["number"], written_instant(order["ordered"], 1),
                     order.get("paid_text", written_instant(order["paid"], pick.random())), "", ""))


def order_files(orders: list[dict]) -> dict[str, bytes]:
    """Two exports, paged without an order: pages repeat within and between the files."""
    pick, files = chance("export"), {}
    ordered = sorted(orders, key=lambda order: (order["ordered"], order["number"]))
    halves = ([o for o in ordered if o["ordered"] < datetime(2019, 7, 1)],
              [o for o in ordered if o["ordered"] >= datetime(2019, 7, 1)])
    carried = []
    for number, half in enumerate(halves, start=1):
        lines = [written_order(order, pick) for order in half]
        pages = [lines[at:at + 10] for at in range(0, len(lines), 10)]
        for page in sorted(pick.sample(range(len(pages) - 1), 12), reverse=True):
            pages.insert(page + 1, pages[page])
        lines = carried + [line for page in pages for line in page]
        carried = pages[-1]
        for at in (400, 900):
            cells = next(csv.reader([lines[at]]))
            lines.insert(at + 30, lines[at].replace(f",{cells[2]},", f",{float(pick.randrange(5, 20)):.2f},", 1))
        lines.insert(700, lines[600].rsplit(",", 9)[0])
        text = "\r\n".join([",".join(ORDER_HEADER), *lines]) + "\r\n"
        files[f"raw/orders-{number}.csv"] = text.encode("gb18030")
    return files


def counted_by_platform(orders: list[dict], team: str) -> list[dict]:
    return [order for order in orders if order["team"] == team and order["status"] == PAID]


def project_file(teams: list[dict], projects: dict, orders: list[dict], refunds: list[dict]) -> bytes:
    """The platform's own summary: freight out, refunds not netted, everything paid, its padding on top."""
    rows = [("项目编号", "项目名称", "支持人数", "目标金额", "已筹金额", "项目状态", "上线时间", "截止时间", "已经退筹款",
             "虚拟人数", "虚拟金额")]
    for team in (team for team in teams if team["team"] in projects):
        code, project = team["team"], projects[team["team"]]
        counted = counted_by_platform(orders, code)
        padding = PADDED.get(code, 0)
        fen = sum(order["fen"] - order["freight_fen"] for order in counted) + padding
        goal = 3000 if code == FAILED else max(500, round(fen / 100 * 0.6, -2))
        written = f"￥{fen / 100:,.2f}" if int(code[1:]) % 3 else f"{fen / 100:,.2f}"
        written = "-" if code == ZERO_SALES else written
        written = f"{fen / 1_000_000:.2f}万元" if code in ROUNDED else written
        written = f"{fen // 1_000_000}万余元" if code == LOWER_BOUND else written
        state = "众筹失败" if code == FAILED else "众筹中" if code == ZERO_SALES else ("众筹成功", "项目成功")[int(code[1:]) % 2]
        back = sum({refund["refund"]: refund["fen"] for refund in refunds if refund["team"] == code}.values())
        people = sum(order["quantity"] for order in counted) + (30 if padding else 0)
        ends = project["begins"] + timedelta(days=30)
        rows.append((f"{110000 + int(code[1:]) * 37}", team["project"], f"{people:,}" if people else "0", f"{goal:.0f}元",
                     written, state, f"{project['begins']:%Y-%m-%d %H:%M:%S}", f"{ends:%Y}年{ends.month}月{ends.day}日",
                     f"{back / 100:,.2f}" if back else "-", "30" if padding else "0", f"{padding / 100:.2f}"))
    return b"\xef\xbb\xbf" + csv_text(rows).encode("utf-8")


def tier_file(teams: list[dict], projects: dict) -> bytes:
    rows = [("项目名称", "档位", "类型", "单价", "每单运费", "限购")]
    for team in (team for team in teams if team["team"] in projects):
        project = projects[team["team"]]
        freight = f"{project['freight']:.2f}"
        rows.append((team["project"], "1", "回报", f"￥{project['price']:.2f}", freight, "10"))
        rows.append((team["project"], "2", "无私奉献", "1.00", freight, "-"))
        if project["lottery"]:
            rows.append((team["project"], "3", "抽奖", "1.00", freight, "1"))
    return csv_text(rows).encode("utf-8")


def counter_file(teams: list[dict], projects: dict, orders: list[dict]) -> bytes:
    """Likes come from another service: read at other times, missing for one team, written in several ways."""
    rows = [("项目名称", "统计时间", "点赞数", "关注数", "评价数", "好评数")]
    for team in (team for team in teams if team["team"] in projects):
        code, pick = team["team"], chance("counters", team["team"])
        likes = 60 + len(counted_by_platform(orders, code)) * projects[code]["likes"]
        reviews = max(2, len(counted_by_platform(orders, code)) // 4)
        good = round(reviews * pick.uniform(0.82, 0.995))
        for taken, share in (("2019-08-15 09:30:00", 0.8), ("2019年9月5日 10:00", 1.0)):
            count = round(likes * share)
            written = f"{count / 10000:.1f}万" if count > 400_000 else full_width(str(count)) if int(code[1:]) % 11 == 0 \
                else f"{count:,}"
            written = f'"{written}"' if "," in written else written
            rows.append((team["project"].replace(",", "，"), taken, "-" if code == NO_COUNTER else written.strip('"'),
                         str(count // 37), str(round(reviews * share)), str(round(good * share))))
    return csv_text(rows).encode("gb18030")


def registration_rows(teams: list[dict], projects: dict) -> list[list]:
    rows = [["序号", "队伍名称", "带头人", "市州", "县区", "报名时间", "带动贫困户数", "产品"]]
    for number, team in enumerate(teams, start=1):
        code = team["team"]
        households = projects.get(code, {}).get("households", chance("households", code).randrange(5, 90))
        name = SPELLINGS.get(code, team["name_zh"])
        day = datetime.fromisoformat(team["registered_on"])
        date = f"{day.year}年{day.month}月{day.day}日" if number % 5 == 0 else f"{day:%Y/%m/%d}" if number % 5 == 1 \
            else team["registered_on"]
        count = f"{households}户" if number % 9 == 0 else full_width(str(households)) if number % 13 == 0 else households
        rows.append([number, name, team["leader"], team["city"], team["county"], date, count,
                     team["name_zh"].removeprefix(team["county"]).removesuffix("队")])
    return rows


# Spellings in the registration workbook; what differs by more than white space and width needs a row in aliases.csv.
SPELLINGS = {"T09": "房县 黑木耳队", "T16": "秭归县脐橙团队", "T42": "英山縣雲霧茶隊", "T57": "恩施玉露队",
             "T60": "建始县猕猴桃队 ", "T68": "熊口镇小龙虾合作社", "T12": "竹山县绿松石手作(队)"}
ALIASES = {"秭归县脐橙团队": "T16", "英山縣雲霧茶隊": "T42", "恩施玉露队": "T57", "熊口镇小龙虾合作社": "T68",
           "竹山县绿松石手作(队)": "T12", "罗田县甜栗，一份心意一户脱贫": "T40"}
OLD_TITLE = ("T40", "罗田县甜栗，一份心意一户脱贫")  # the project was renamed in its first days


def mark_sheets(teams: list[dict], projects: dict) -> dict[str, list[list]]:
    """One sheet a judge: each has a severity and a taste; recusals, one absence, one nought that is no mark."""
    online = [team for team in teams if team["team"] in projects]
    sheets = {}
    for judge in range(1, JUDGES + 1):
        pick = chance("judge", judge)
        severity, rows = pick.uniform(-3, 3), [["队伍", *CRITERIA, "备注"]]
        for place, team in enumerate(online):
            marks, remark = [], ""
            for criterion, quality in zip(CRITERIA, projects[team["team"]]["marks"], strict=True):
                mark = round(min(99.0, max(30.0, quality + severity + pick.gauss(0, 2.6))), 1)
                marks.append(MARK_LEVERS.get((team["team"], judge, criterion), mark))
            if (judge, team["city"]) in ((2, "黄石市"), (5, "随州市"), (6, "鄂州市")):
                marks, remark = ["回避", "回避"], "与参赛单位有工作关系"
            if judge == 4 and 12 <= place < 21:
                marks, remark = ["缺席", "缺席"], "7月2日请假"
            if (judge, team["team"]) == (7, "T54"):
                marks[1] = 0
            rows.append([team["name_zh"], *marks, remark])
        sheets[f"评委{judge}"] = rows
    return sheets


def csv_text(rows: list[tuple]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue()


def workbook_bytes(sheets: dict[str, list[list]]) -> bytes:
    """A workbook whose bytes do not depend on the clock or on a compression library."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2019, 9, 6)})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    stored = io.BytesIO()
    with zipfile.ZipFile(buffer) as packed, zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as plain:
        for name in sorted(packed.namelist()):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            plain.writestr(entry, packed.read(name))
    return stored.getvalue()


def make_files() -> dict[str, bytes]:
    """Every generated file of the contest folder, by name."""
    teams = make_teams()
    projects = describe_projects(teams)
    orders = [order for team in teams if team["team"] in projects for order in make_orders(team, projects[team["team"]])]
    set_border_cases(orders)
    for order in orders:
        if order["team"] == OLD_TITLE[0] and order["number"].endswith(("1", "2")):
            order["project"] = OLD_TITLE[1]
    paid = counted_by_platform(orders, UNREADABLE)[7]
    paid["fen_text"] = "五十六元"
    next(o for o in orders if o["team"] == UNREADABLE and o["status"] == UNPAID)["fen_text"] = "面议"
    next(o for o in orders if o["team"] == "T57")["recipient"] = "冯䶮"
    next(o for o in orders if o["team"] == "T72")["buyer"] = "蜜蜂😀"
    refunds = make_refunds(orders)
    raw = order_files(orders)
    raw["raw/refunds.xlsx"] = workbook_bytes({"退款明细": [["退款单号", "订单号", "退款金额", "退款时间", "退款原因"], *(
        [r["refund"], r["order"], f"￥{r['fen'] / 100:,.2f}" if n % 4 == 0 else r["fen"] / 100, f"{r['at']:%Y-%m-%d %H:%M:%S}",
         r["reason"]] for n, r in enumerate(refunds))]})
    raw["raw/projects.csv"] = project_file(teams, projects, orders, refunds)
    raw["raw/tiers.csv"] = tier_file(teams, projects)
    raw["raw/counters.csv"] = counter_file(teams, projects, orders)
    raw["raw/registration.xlsx"] = workbook_bytes({"报名表": registration_rows(teams, projects)})
    raw["raw/marks.xlsx"] = workbook_bytes(mark_sheets(teams, projects))
    rows = {"raw/refunds.xlsx": len(refunds), "raw/registration.xlsx": len(teams), "raw/marks.xlsx": JUDGES * len(projects)}
    cards = [("file", "sha256", "bytes", "rows", "from", "received_on", "control_total", "note")]
    for name, content in sorted(raw.items()):
        count = rows.get(name) or content.count(b"\n") - 1
        sender = {"raw/registration.xlsx": "organizing office", "raw/marks.xlsx": "expert committee"}.get(name, "platform")
        cards.append((name, hashlib.sha256(content).hexdigest(), len(content), count, sender, "2019-09-06",
                      "raw/projects.csv" if "orders" in name else "", "synthetic"))
    return raw | {
        "raw/SOURCES.csv": csv_text(cards).encode("utf-8"),
        "teams.csv": csv_text([tuple(teams[0]), *(tuple(team.values()) for team in teams)]).encode("utf-8"),
        "aliases.csv": csv_text([("spelling", "team"), *ALIASES.items()]).encode("utf-8"),
        "decisions.csv": csv_text([
            ("date", "minute", "kind", "team", "value", "reason", "minute_en", "reason_en"),
            ("2019-09-10", "会议纪要第3号（设定）", "flagged", BURST_TEAM, "keep", "平台答复之前照常计入", "invented minute 3",
             "counts until the platform answers"),
            ("2019-09-12", "会议纪要第4号（设定）", "withdrawal", WITHDRAWN_FINALIST, "", "全国总决赛期间正值采收",
             "invented minute 4", "the final falls into its harvest"),
        ]).encode("utf-8")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, help="the contest folder to write into")
    out = parser.parse_args().out
    for name, content in make_files().items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
